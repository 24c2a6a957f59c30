using System.Net;
using System.Text.Json;
using OtpNet;

namespace Samjhadoo.Identity.Tests.Mfa;

public sealed class MfaTests
{
    [Test]
    public async Task A_login_needs_a_code_once_the_app_is_confirmed()
    {
        var enrolled = await EnrolAsync();
        using var client = AuthHost.Client();

        var login = await client.LoginAsync(enrolled.Person.Username, enrolled.Person.Password).JsonAsync();
        login.GetProperty("tokens").ValueKind.Should().Be(JsonValueKind.Null);
        var challenge = login.GetProperty("secondFactor").GetProperty("challenge").GetString();
        var tokens = await (await client.PostAsync("mfa/verify", new { challenge, code = enrolled.Code(1) })).ReadTokensAsync();

        var status = await client.As(tokens).ReadAsync("auth/mfa").JsonAsync();
        status.GetProperty("enabled").GetBoolean().Should().BeTrue();
        status.GetProperty("recoveryCodesLeft").GetInt32().Should().Be(10);
        (await client.LoggedAsync()).Should().ContainInOrder("MFA_ENABLED", "LOGIN_SUCCEEDED");
        (await AuthHost.MailsAsync(enrolled.Person.Email, "mfa_enabled", 1)).Should().ContainSingle();
    }

    [Test]
    public async Task The_secret_is_sealed_and_recovery_codes_are_hashed()
    {
        var enrolled = await EnrolAsync();

        var rows = await AuthHost.ScalarAsync<string>(
            """
            select string_agg(encode(sealed_secret, 'hex') || encode(hash, 'hex'), ' ')
            from identity.authenticators
            join identity.recovery_codes using (user_id)
            join identity.users on users.id = user_id
            where username = $1
            """,
            enrolled.Person.Username);

        rows.Should().NotContain(Convert.ToHexStringLower(Base32Encoding.ToBytes(enrolled.Secret)));
        foreach (var code in enrolled.RecoveryCodes)
            rows.Should().NotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(code)));
    }

    [Test]
    public async Task A_code_is_good_once()
    {
        var enrolled = await EnrolAsync();
        var code = enrolled.Code(1);
        await VerifyAsync(enrolled, code).ShouldBeAsync(HttpStatusCode.OK);

        await VerifyAsync(enrolled, code).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_code");
        await VerifyAsync(enrolled, enrolled.Code(0)).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_code");
    }

    [Test]
    public async Task A_recovery_code_stands_in_for_the_app_once()
    {
        var enrolled = await EnrolAsync();
        var code = enrolled.RecoveryCodes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);

        await VerifyAsync(enrolled, code).ShouldBeAsync(HttpStatusCode.OK);
        await VerifyAsync(enrolled, code).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_code");

        (await AuthHost.MailsAsync(enrolled.Person.Email, "recovery_code_used", 1))[0].Should().Contain("9 are left");
    }

    [Test]
    public async Task One_recovery_code_used_twice_at_once_lets_one_in()
    {
        var enrolled = await EnrolAsync();
        var challenge = await ChallengeAsync(enrolled);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var client = AuthHost.Client();
            using var answer = await client.PostAsync("mfa/verify", new { challenge, code = enrolled.RecoveryCodes[0] });
            return answer.StatusCode;
        }));

        answers.Should().ContainSingle(status => status == HttpStatusCode.OK);
    }

    [Test]
    public async Task A_hundred_guesses_at_once_are_five()
    {
        var enrolled = await EnrolAsync();
        var challenge = await ChallengeAsync(enrolled);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async guess =>
        {
            using var client = AuthHost.Client();
            using var answer = await client.PostAsync("mfa/verify", new { challenge, code = $"{guess:D6}" });
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                answer.Headers.RetryAfter.Should().NotBeNull();
            return answer.StatusCode;
        }));

        answers.Count(status => status == HttpStatusCode.UnprocessableEntity).Should().BeLessThanOrEqualTo(5);
        answers.Should().NotContain(HttpStatusCode.OK);
        using var late = AuthHost.Client();
        using var right = await late.PostAsync("mfa/verify", new { challenge, code = enrolled.Code(1) });
        right.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Test]
    public async Task A_challenge_dies_with_the_password_and_with_time()
    {
        var enrolled = await EnrolAsync();
        var challenge = await ChallengeAsync(enrolled);
        using var client = AuthHost.Client();
        await client.As(enrolled.Tokens).PostAsync("change-password", new { currentPassword = enrolled.Person.Password, newPassword = "nine blue elephants" })
            .ShouldBeAsync(HttpStatusCode.NoContent);

        await client.PostAsync("mfa/verify", new { challenge, code = enrolled.Code(1) }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_credentials");
        await client.PostAsync("mfa/verify", new { challenge = "AAAA", code = "123456" }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_challenge");

        var person = enrolled.Person with { Password = "nine blue elephants" };
        var old = await ChallengeAsync(enrolled with { Person = person });
        AuthHost.Host.Clock.Advance(TimeSpan.FromMinutes(6));
        try
        {
            await client.PostAsync("mfa/verify", new { challenge = old, code = enrolled.Code(0) }).ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_challenge");
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    [Test]
    public async Task It_is_turned_off_with_a_code_only()
    {
        var enrolled = await EnrolAsync();
        using var client = AuthHost.Client().As(enrolled.Tokens);

        await client.PostAsync("mfa/disable", new { code = "000000" }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_code");
        await client.PostAsync("mfa/disable", new { code = enrolled.RecoveryCodes[0] }).ShouldBeAsync(HttpStatusCode.NoContent);

        (await AuthHost.Client().TokensAsync(enrolled.Person)).AccessToken.Should().NotBeEmpty();
        (await client.LoggedAsync()).Should().ContainInOrder("MFA_FAILED", "RECOVERY_CODE_USED", "MFA_DISABLED");
        await client.PostAsync("mfa/recovery-codes").ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.mfa_not_enabled");
    }

    [Test]
    public async Task New_recovery_codes_replace_the_old_ones()
    {
        var enrolled = await EnrolAsync();
        using var client = AuthHost.Client().As(enrolled.Tokens);

        var codes = (await client.PostAsync("mfa/recovery-codes").JsonAsync()).GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!).ToList();

        codes.Should().HaveCount(10).And.OnlyHaveUniqueItems().And.NotIntersectWith(enrolled.RecoveryCodes);
        await VerifyAsync(enrolled, enrolled.RecoveryCodes[0]).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_code");
        await VerifyAsync(enrolled, codes[0]).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task Each_step_has_its_order()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        client.As(await client.TokensAsync(person));

        await client.PostAsync("mfa/totp/confirm", new { code = "123456" }).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.mfa_not_started");
        await client.PostAsync("mfa/totp").ShouldBeAsync(HttpStatusCode.OK);
        await client.PostAsync("mfa/totp/confirm", new { code = "12345" }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_code");
        await client.PostAsync("mfa/totp/confirm", new { code = "" }).ShouldRefuseAsync(HttpStatusCode.BadRequest, "request.invalid");
        (await client.ReadAsync("auth/mfa").JsonAsync()).GetProperty("enabled").GetBoolean().Should().BeFalse();

        var enrolled = await EnrolAsync();
        using var again = AuthHost.Client().As(enrolled.Tokens);
        await again.PostAsync("mfa/totp").ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.mfa_enabled");
        await again.PostAsync("mfa/totp/confirm", new { code = enrolled.Code(1) }).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.mfa_enabled");
    }

    [Test]
    public async Task Proving_who_you_are_takes_a_code_too()
    {
        var enrolled = await EnrolAsync();
        using var client = AuthHost.Client().As(enrolled.Tokens);
        await AuthHost.Host.AgeProofAsync(enrolled.Tokens.SessionId);
        var password = enrolled.Person.Password;

        await client.PostAsync("confirm", new { password }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.code_required");
        await client.PostAsync("confirm", new { password, code = "000000" }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_code");
        await client.PostAsync("confirm", new { password = "not my password", code = enrolled.Code(1) }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.wrong_password");
        await client.PostAsync("mfa/recovery-codes").ShouldRefuseAsync(HttpStatusCode.Forbidden, "request.confirmation_required");

        await client.PostAsync("confirm", new { password, code = enrolled.Code(1) }).ShouldBeAsync(HttpStatusCode.NoContent);
        await client.PostAsync("mfa/recovery-codes").ShouldBeAsync(HttpStatusCode.OK);
    }

    [TestCase("mfa/totp")]
    [TestCase("mfa/recovery-codes")]
    [TestCase("mfa/disable")]
    public async Task Sensitive_steps_ask_for_a_recent_proof(string path)
    {
        var (account, client) = await Accounts.NewAsync();
        await AuthHost.Host.AgeProofAsync(account.SessionId);

        await client.PostAsync(path, path == "mfa/disable" ? new { code = "123456" } : null)
            .ShouldRefuseAsync(HttpStatusCode.Forbidden, "request.confirmation_required");
    }

    private static async Task<Enrolled> EnrolAsync()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        var tokens = await client.TokensAsync(person);
        client.As(tokens);
        var secret = await client.PostAsync("mfa/totp").JsonAsync();
        secret.GetProperty("uri").GetString().Should().StartWith("otpauth://totp/Samjhadoo:" + person.Username);
        var enrolled = new Enrolled(person, tokens, secret.GetProperty("secret").GetString()!, []);
        var confirmed = await client.PostAsync("mfa/totp/confirm", new { code = enrolled.Code(0) }).JsonAsync();
        return enrolled with { RecoveryCodes = [.. confirmed.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)] };
    }

    private static async Task<string> ChallengeAsync(Enrolled enrolled)
    {
        using var client = AuthHost.Client();
        var login = await client.LoginAsync(enrolled.Person.Username, enrolled.Person.Password).JsonAsync();
        return login.GetProperty("secondFactor").GetProperty("challenge").GetString()!;
    }

    private static async Task<HttpResponseMessage> VerifyAsync(Enrolled enrolled, string code)
    {
        var challenge = await ChallengeAsync(enrolled);
        using var client = AuthHost.Client();
        return await client.PostAsync("mfa/verify", new { challenge, code });
    }

    private sealed record Enrolled(Person Person, Tokens Tokens, string Secret, IReadOnlyList<string> RecoveryCodes)
    {
        /// <summary>The code the app shows now, or so many steps later.</summary>
        public string Code(int steps) =>
            new Totp(Base32Encoding.ToBytes(Secret)).ComputeTotp(AuthHost.Host.Clock.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));
    }
}
