using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Infrastructure.Passwords;

namespace Samjhadoo.Identity.Tests.Passwords;

public sealed class PasswordHasherTests
{
    [Test]
    public async Task By_default_a_hash_costs_what_OWASP_asks_for_and_fits_its_column()
    {
        using var hasher = Hasher(new PasswordOptions(), "Production");
        using var turn = (await hasher.WaitForTurnAsync(null, CancellationToken.None))!;

        var hash = await turn.HashAsync("seven green parrots");

        hash.Should().StartWith("$argon2id$v=19$m=19456,t=2,p=1$");
        hash.Length.Should().BeLessThanOrEqualTo(255);
        (await turn.CheckAsync("seven green parrots", hash)).Should().Be(PasswordCheck.Right);
        (await turn.CheckAsync("seven green parrot", hash)).Should().Be(PasswordCheck.Wrong);
    }

    [TestCase("")]
    [TestCase("!")]
    [TestCase("$argon2id$v=19$m=99999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [TestCase(null)]
    public async Task What_is_no_hash_fits_no_password(string? hash)
    {
        using var hasher = Hasher(Cheap(), "Testing");
        using var turn = (await hasher.WaitForTurnAsync(null, CancellationToken.None))!;

        (await turn.CheckAsync("x", hash)).Should().Be(PasswordCheck.Wrong);
    }

    [Test]
    public void Only_tests_may_hash_for_less()
    {
        var make = () => Hasher(Cheap(), "Production");
        make.Should().Throw<InvalidOperationException>();
    }

    [Test]
    public async Task No_more_than_a_hash_a_core_and_a_short_queue()
    {
        using var hasher = Hasher(Cheap() with { QueuePerCore = 1 }, "Testing");
        var turns = new List<IHashingTurn>();
        for (var core = 0; core < Environment.ProcessorCount; core++)
            turns.Add((await hasher.WaitForTurnAsync(null, CancellationToken.None))!);

        var waiting = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => hasher.WaitForTurnAsync(null, CancellationToken.None)).ToList();

        waiting.Should().OnlyContain(turn => !turn.IsCompleted);
        (await hasher.WaitForTurnAsync(null, CancellationToken.None)).Should().BeNull("the queue is full");
        turns.ForEach(turn => turn.Dispose());
        foreach (var turn in await Task.WhenAll(waiting))
            turn!.Dispose();
    }

    [Test]
    public async Task Turns_of_one_key_never_overlap()
    {
        using var hasher = Hasher(Cheap(), "Testing");
        var first = (await hasher.WaitForTurnAsync("asha", CancellationToken.None))!;
        var second = hasher.WaitForTurnAsync("asha", CancellationToken.None);
        second.IsCompleted.Should().BeFalse();

        first.Dispose();
        (await second)!.Dispose();
    }

    internal static Argon2PasswordHasher Hasher(PasswordOptions options, string environment) =>
        new(Options.Create(options), new HostingEnvironment { EnvironmentName = environment });

    private static PasswordOptions Cheap() => new() { MemoryKib = 64, Iterations = 1 };
}

public sealed class BreachedPasswordsTests
{
    [TestCase("password")]
    [TestCase("Password2024!")]
    [TestCase("P@ssw0rd")]
    [TestCase("iloveyou1")]
    [TestCase("jaishreeram")]
    [TestCase("Samjhadoo@123")]
    [TestCase("12345678")]
    [TestCase("87654321")]
    [TestCase("aaaaaaaaaaaa")]
    [TestCase("abcabcabcabc")]
    [TestCase("abcdefghijkl")]
    [TestCase("qwertyuiop")]
    public void What_attackers_try_first_is_known(string password) => BreachedPasswords.Contains(password).Should().BeTrue();

    [TestCase("seven green parrots")]
    [TestCase("chai-aur-samosa-5")]
    [TestCase("kT9#vLq2xW")]
    [TestCase("मेरा लंबा पासवर्ड")]
    public void What_is_hard_to_guess_is_not(string password) => BreachedPasswords.Contains(password).Should().BeFalse();
}
