using System.Net;

namespace Samjhadoo.Identity.Tests.Logins;

public sealed class BruteForceTests
{
    private static readonly HttpStatusCode[] Evaluated = [HttpStatusCode.Unauthorized, HttpStatusCode.OK];

    [Test]
    public async Task Of_a_hundred_guesses_at_once_five_are_looked_at()
    {
        var person = await AuthHost.RegisteredAsync();

        // From a hundred addresses, the last with the right password: past the limit nobody is told.
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            using var client = AuthHost.Client();
            return (await client.LoginAsync(person.Username, $"guess number {number}")).StatusCode;
        }));

        answers.Count(Evaluated.Contains).Should().BeLessThanOrEqualTo(5);
        answers.Should().OnlyContain(status => status == HttpStatusCode.Unauthorized || status == HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task Honest_logins_at_once_all_pass()
    {
        var person = await AuthHost.RegisteredAsync();
        var address = AuthHost.NewAddress();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
        {
            using var client = AuthHost.Client(address);
            return (await client.LoginAsync(person.Username, person.Password)).StatusCode;
        }));

        answers.Should().OnlyContain(status => status == HttpStatusCode.OK);
    }

    [Test]
    public async Task The_pause_is_told_passes_and_grows()
    {
        var person = await AuthHost.RegisteredAsync();
        try
        {
            await FailAsync(person.Username, 5);
            (await PauseAsync(person)).Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3));

            AuthHost.Host.Clock.Advance(TimeSpan.FromSeconds(31));
            await FailAsync(person.Username, 1);
            (await PauseAsync(person)).Should().BeCloseTo(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3));

            AuthHost.Host.Clock.Advance(TimeSpan.FromSeconds(61));
            using var client = AuthHost.Client();
            await client.LoginAsync(person.Username, person.Password).ShouldBeAsync(HttpStatusCode.OK);
            await FailAsync(person.Username, 4);
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    [Test]
    public async Task A_stranger_cannot_keep_the_owner_out()
    {
        var person = await AuthHost.RegisteredAsync();
        using var home = AuthHost.Client();
        await home.TokensAsync(person);

        await FailAsync(person.Username, 5);
        await FailAsync(person.Email, 5);

        using var elsewhere = AuthHost.Client();
        await elsewhere.LoginAsync(person.Username, person.Password).ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "identity.too_many_attempts");
        await home.LoginAsync(person.Username, person.Password).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_new_password_by_mail_ends_the_pause()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await FailAsync(person.Username, 5);
        await client.PostAsync("forgot-password", new { email = person.Email }).ShouldBeAsync(HttpStatusCode.Accepted);

        await client.PostAsync("reset-password", new { token = await AuthHost.LinkAsync(person.Email, "reset_password"), newPassword = "nine blue elephants" })
            .ShouldBeAsync(HttpStatusCode.NoContent);

        await client.LoginAsync(person.Username, "nine blue elephants").ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task From_one_address_twenty_failures_are_looked_at_whatever_the_account()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        for (var i = 0; i < 20; i++)
            await client.LoginAsync(AuthHost.NewPerson().Username, "guess guess guess").ShouldBeAsync(HttpStatusCode.Unauthorized);

        await client.LoginAsync(AuthHost.NewPerson().Username, "guess guess guess").ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "identity.too_many_attempts");
        using var elsewhere = AuthHost.Client();
        await elsewhere.LoginAsync(person.Username, person.Password).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_account_that_is_not_there_pauses_like_one_that_is()
    {
        var nobody = AuthHost.NewPerson();
        await FailAsync(nobody.Username, 5);

        (await PauseAsync(nobody)).Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(3));
    }

    private static async Task FailAsync(string login, int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var client = AuthHost.Client();
            await client.LoginAsync(login, "guess guess guess").ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_credentials");
        }
    }

    private static async Task<TimeSpan> PauseAsync(Person person)
    {
        using var client = AuthHost.Client();
        using var answer = await client.LoginAsync(person.Username, person.Password);
        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        return answer.Headers.RetryAfter!.Delta!.Value;
    }
}
