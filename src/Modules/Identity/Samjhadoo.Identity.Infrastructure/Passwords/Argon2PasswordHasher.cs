using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Konscious.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Samjhadoo.Identity.Domain.Passwords;

namespace Samjhadoo.Identity.Infrastructure.Passwords;

/// <summary>Argon2id; a hash is a PHC string: <c>$argon2id$v=19$m=19456,t=2,p=1$salt$hash</c>.</summary>
internal sealed partial class Argon2PasswordHasher : IPasswordHasher, IDisposable
{
    private const int SaltSize = 16;
    private const int HashSize = 32;

    // Turns with the same key share a lane; two keys may share one too, which only makes them wait.
    private const int Lanes = 256;

    private readonly Cost _cost;
    private readonly int _longestQueue;
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];
    private readonly byte[] _noSalt = RandomNumberGenerator.GetBytes(SaltSize);
    private int _waiting;

    public Argon2PasswordHasher(IOptions<PasswordOptions> options, IHostEnvironment environment)
    {
        if (!options.Value.IsEnough && !environment.IsEnvironment("Testing"))
            throw new InvalidOperationException("Passwords: a hash may not cost less than 19 MiB, 2 iterations, 1 lane.");
        _cost = new Cost(options.Value.MemoryKib, options.Value.Iterations, options.Value.Parallelism);
        _longestQueue = options.Value.QueuePerCore * Environment.ProcessorCount;
    }

    public async Task<IHashingTurn?> WaitForTurnAsync(string? key, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > _longestQueue)
                return null;
            var lane = key is null ? null : _lanes[(uint)key.GetHashCode(StringComparison.Ordinal) % Lanes];
            if (lane is not null)
                await lane.WaitAsync(cancellationToken);
            try
            {
                await _cores.WaitAsync(cancellationToken);
            }
            catch
            {
                lane?.Release();
                throw;
            }

            return new Turn(this, lane);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose()
    {
        _cores.Dispose();
        foreach (var lane in _lanes)
            lane.Dispose();
    }

    private static byte[] Hash(string password, byte[] salt, Cost cost)
    {
        using var argon = new Argon2id(Encoding.UTF8.GetBytes(password))
        {
            Salt = salt,
            MemorySize = cost.MemoryKib,
            Iterations = cost.Iterations,
            DegreeOfParallelism = cost.Parallelism,
        };
        return argon.GetBytes(HashSize);
    }

    [GeneratedRegex(@"^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$")]
    private static partial Regex Phc();

    private sealed class Turn(Argon2PasswordHasher hasher, SemaphoreSlim? lane) : IHashingTurn
    {
        public Task<string> HashAsync(string password) => Task.Run(() =>
        {
            var salt = RandomNumberGenerator.GetBytes(SaltSize);
            return $"$argon2id$v=19${hasher._cost}${Text(salt)}${Text(Hash(password, salt, hasher._cost))}";
        });

        public Task<PasswordCheck> CheckAsync(string password, string? hash) => Task.Run(() =>
        {
            if (hash is null || Phc().Match(hash) is not { Success: true } phc)
            {
                Hash(password, hasher._noSalt, hasher._cost);
                return PasswordCheck.Wrong;
            }

            var cost = new Cost(Number(phc, 1), Number(phc, 2), Number(phc, 3));
            var right = CryptographicOperations.FixedTimeEquals(Hash(password, Bytes(phc, 4), cost), Bytes(phc, 5));
            return !right ? PasswordCheck.Wrong : cost.IsBelow(hasher._cost) ? PasswordCheck.RightButCheap : PasswordCheck.Right;
        });

        public void Dispose()
        {
            hasher._cores.Release();
            lane?.Release();
        }

        private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

        private static byte[] Bytes(Match phc, int group) =>
            Convert.FromBase64String(phc.Groups[group].Value.PadRight((phc.Groups[group].Length + 3) / 4 * 4, '='));

        private static int Number(Match phc, int group) => int.Parse(phc.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    private sealed record Cost(int MemoryKib, int Iterations, int Parallelism)
    {
        public bool IsBelow(Cost other) => MemoryKib < other.MemoryKib || Iterations < other.Iterations || Parallelism < other.Parallelism;

        public override string ToString() => $"m={MemoryKib},t={Iterations},p={Parallelism}";
    }
}
