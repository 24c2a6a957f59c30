using System.Security.Cryptography;
using System.Text;

namespace Samjhadoo.Identity.Domain.Mfa;

/// <summary>
/// A user's second factor: the shared secret of an authenticator app, and recovery codes for the day the phone is lost.
/// Guesses are counted here, under the row's lock, so that parallel ones count too.
/// </summary>
internal sealed class Authenticator
{
    public const int MaxAttempts = 5;
    public const int RecoveryCodeCount = 10;
    public static readonly TimeSpan AttemptWindow = TimeSpan.FromMinutes(5);

    private readonly List<RecoveryCode> _recoveryCodes = [];

    private Authenticator()
    {
    }

    public Authenticator(long userId, byte[] sealedSecret, DateTimeOffset now)
    {
        UserId = userId;
        SealedSecret = sealedSecret;
        CreatedAt = now;
        AttemptsSince = now;
    }

    public long UserId { get; private set; }

    public byte[] SealedSecret { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Null until the first code has shown that the app has the secret.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The time step of the last code accepted; it and older ones are spent.</summary>
    public long LastStep { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset AttemptsSince { get; private set; }

    public IReadOnlyList<RecoveryCode> RecoveryCodes => _recoveryCodes;

    public int RecoveryCodesLeft => _recoveryCodes.Count(code => code.UsedAt is null);

    /// <summary>Begins anew with another secret, before the first one was ever confirmed; guesses stay counted.</summary>
    public void Restart(byte[] sealedSecret, DateTimeOffset now)
    {
        SealedSecret = sealedSecret;
        CreatedAt = now;
        LastStep = 0;
    }

    /// <summary>Counts a guess; how long to wait when there were too many.</summary>
    public TimeSpan? CountAttempt(DateTimeOffset now)
    {
        if (now - AttemptsSince >= AttemptWindow)
        {
            Attempts = 0;
            AttemptsSince = now;
        }

        if (Attempts >= MaxAttempts)
            return AttemptsSince + AttemptWindow - now;
        Attempts++;
        return null;
    }

    /// <summary>Accepts the code of this time step, once.</summary>
    public bool Accept(long step)
    {
        if (step <= LastStep)
            return false;
        LastStep = step;
        Attempts = 0;
        return true;
    }

    /// <summary>Accepts a recovery code, once.</summary>
    public bool AcceptRecovery(string code, DateTimeOffset now)
    {
        var hash = RecoveryCode.HashOf(UserId, code);
        var known = _recoveryCodes.Find(known => known.UsedAt is null && CryptographicOperations.FixedTimeEquals(known.Hash, hash));
        if (known is null)
            return false;
        known.Use(now);
        Attempts = 0;
        return true;
    }

    /// <summary>Turns the factor on; the codes are known to nobody afterwards but the user.</summary>
    public IReadOnlyList<string> Confirm(DateTimeOffset now)
    {
        ConfirmedAt = now;
        return RenewRecoveryCodes();
    }

    /// <summary>Replaces all recovery codes.</summary>
    public IReadOnlyList<string> RenewRecoveryCodes()
    {
        var codes = Enumerable.Range(0, RecoveryCodeCount).Select(_ => RecoveryCode.New()).ToList();
        _recoveryCodes.Clear();
        _recoveryCodes.AddRange(codes.Select(code => new RecoveryCode(RecoveryCode.HashOf(UserId, code))));
        return codes;
    }
}

/// <summary>The hash of a code that replaces the authenticator app once.</summary>
internal sealed class RecoveryCode
{
    /// <summary>Letters and digits nobody mistakes for another: 32 of them, so 16 make 80 bits, too many to guess from a hash.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstvwxyz0123456789";

    private RecoveryCode()
    {
    }

    public RecoveryCode(byte[] hash) => Hash = hash;

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset? UsedAt { get; private set; }

    public void Use(DateTimeOffset now) => UsedAt = now;

    public static string New() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));

    public static byte[] HashOf(long userId, string code) => SHA256.HashData(Encoding.UTF8.GetBytes($"{userId}:{Normalise(code)}"));

    private static string Normalise(string code) => code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
}
