using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Samjhadoo.Identity.Tests.Logins;

public sealed class LoginTests
{
    [Test]
    public async Task Who_logs_in_gets_tokens_that_open_the_api()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();

        var tokens = await client.TokensAsync(person);

        tokens.TokenType.Should().Be("Bearer");
        (tokens.ExpiresAt - AuthHost.Host.Clock.GetUtcNow()).Should().BeCloseTo(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(5));
        await client.As(tokens).GetAsync(new Uri("/api/v1/auth/sessions", UriKind.Relative)).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task Every_refusal_is_the_same_to_the_letter()
    {
        var person = await AuthHost.RegisteredAsync();
        var unconfirmed = AuthHost.NewPerson();
        var suspended = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.PostAsync("register", unconfirmed).ShouldBeAsync(HttpStatusCode.Accepted);
        await AuthHost.ScalarAsync<bool>("update identity.users set is_active = false where username = $1 returning true", suspended.Username);

        var bodies = new HashSet<string>();
        foreach (var (login, password) in new[]
        {
            (person.Username, "wrong wrong wrong"), (AuthHost.NewPerson().Username, "wrong wrong wrong"), (AuthHost.NewPerson().Email, "wrong wrong wrong"),
            (unconfirmed.Username, unconfirmed.Password), (suspended.Username, suspended.Password),
        })
        {
            using var answer = await client.LoginAsync(login, password);
            answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            var body = (await answer.JsonAsync()).EnumerateObject().Where(member => member.Name != "traceId").ToDictionary(member => member.Name, member => member.Value);
            bodies.Add(JsonSerializer.Serialize(body));
        }

        bodies.Should().ContainSingle();
    }

    [Test]
    public async Task An_account_that_is_there_and_one_that_is_not_cost_the_same_statements()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();

        var there = await StatementsAsync(() => client.LoginAsync(person.Username, "wrong wrong wrong"));
        var notThere = await StatementsAsync(() => client.LoginAsync(AuthHost.NewPerson().Username, "wrong wrong wrong"));

        notThere.Should().Be(there);
    }

    [TestCase("register")]
    [TestCase("forgot-password")]
    [TestCase("resend-verification")]
    public async Task An_address_that_is_there_and_one_that_is_not_cost_the_same_statements(string path)
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        Task<HttpResponseMessage> AskAsync(string email) => path == "register"
            ? client.PostAsync(path, AuthHost.NewPerson() with { Email = email })
            : client.PostAsync(path, new { email });

        // Ids come in blocks, and each block costs one more: the smaller of two is without.
        var there = Math.Min(await StatementsAsync(() => AskAsync(person.Email)), await StatementsAsync(() => AskAsync(person.Email)));
        var notThere = Math.Min(await StatementsAsync(() => AskAsync(AuthHost.NewPerson().Email)), await StatementsAsync(() => AskAsync(AuthHost.NewPerson().Email)));

        notThere.Should().Be(there);
    }

    [Test]
    public async Task A_password_hashed_more_cheaply_is_hashed_anew_at_login()
    {
        var person = await AuthHost.RegisteredAsync();
        // The same password as made on a host that asked for less.
        var cheap = await AuthHost.HashAsync(person.Password, memoryKib: 32);
        await AuthHost.ScalarAsync<bool>("update identity.users set password = $1 where username = $2 returning true", cheap, person.Username);
        using var client = AuthHost.Client();

        await client.LoginAsync(person.Username, person.Password).ShouldBeAsync(HttpStatusCode.OK);

        (await AuthHost.ScalarAsync<string>("select password from identity.users where username = $1", person.Username)).Should().StartWith("$argon2id$v=19$m=64,t=1,p=1$");
        await client.LoginAsync(person.Username, person.Password).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_idempotency_key_stores_no_tokens()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "login-1");

        var first = await client.TokensAsync(person);
        var second = await client.TokensAsync(person);

        second.RefreshToken.Should().NotBe(first.RefreshToken);
    }

    [Test]
    public async Task Logins_and_refusals_stand_in_the_security_log()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.LoginAsync(person.Username, "wrong wrong wrong").ShouldBeAsync(HttpStatusCode.Unauthorized);
        await client.TokensAsync(person);

        foreach (var kind in new[] { "LOGIN_FAILED", "LOGIN_SUCCEEDED" })
        {
            (await AuthHost.CountAsync(
                "select count(*) from identity.security_events e join identity.users u on u.id = e.user_id where u.username = $1 and e.kind = $2",
                person.Username,
                kind)).Should().Be(1, kind);
        }
    }

    /// <summary>How many statements a request sends to Postgres.</summary>
    private static async Task<int> StatementsAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var count = 0;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // The request's own, not those of jobs that happen to run.
                var text = activity.TagObjects.FirstOrDefault(tag => tag.Key is "db.query.text" or "db.statement").Value as string ?? "";
                if (activity.GetTagItem("db.namespace") as string == AuthHost.Host.Database.Name && IsOfARequest(text))
                    Interlocked.Increment(ref count);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var answer = await ask();
        count.Should().BePositive("statements are seen");
        return count;
    }

    private static bool IsOfARequest(string sql) => sql.Contains("identity.", StringComparison.Ordinal) && !sql.Contains("outbox", StringComparison.Ordinal);
}
