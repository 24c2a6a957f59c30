using System.Net;

namespace Samjhadoo.Identity.Tests.Passwords;

public sealed class PasswordTests
{
    private const string NewPassword = "nine blue elephants";
    private static readonly Uri Sessions = new("/api/v1/auth/sessions", UriKind.Relative);

    [Test]
    public async Task Changing_the_password_ends_the_other_logins_and_keeps_this_one()
    {
        var person = await AuthHost.RegisteredAsync();
        using var phone = AuthHost.Client();
        using var laptop = AuthHost.Client();
        var (phoneTokens, tokens) = (await phone.TokensAsync(person), await laptop.TokensAsync(person));

        await laptop.As(tokens).PostAsync("change-password", new { currentPassword = person.Password, newPassword = NewPassword }).ShouldBeAsync(HttpStatusCode.NoContent);

        await phone.As(phoneTokens).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await phone.PostAsync("refresh", new { refreshToken = phoneTokens.RefreshToken }).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await laptop.PostAsync("refresh", new { refreshToken = tokens.RefreshToken }).ShouldBeAsync(HttpStatusCode.OK);
        await phone.LoginAsync(person.Username, person.Password).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await phone.LoginAsync(person.Username, NewPassword).ShouldBeAsync(HttpStatusCode.OK);
        (await AuthHost.MailsAsync(person.Email, "password_changed", 1)).Should().ContainSingle();
    }

    [Test]
    public async Task Only_who_knows_the_old_password_sets_a_new_one()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        client.As(await client.TokensAsync(person));
        Task<HttpResponseMessage> ChangeAsync(string current, string next) => client.PostAsync("change-password", new { currentPassword = current, newPassword = next });

        await ChangeAsync("not my password", NewPassword).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.wrong_password");
        await ChangeAsync(person.Password, person.Password).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.password_unchanged");
        await ChangeAsync(person.Password, "password123").ShouldRefuseAsync(HttpStatusCode.BadRequest, "request.invalid");
        for (var i = 0; i < 5; i++)
            await ChangeAsync("not my password", NewPassword).ShouldBeAsync(HttpStatusCode.UnprocessableEntity);
        await ChangeAsync(person.Password, NewPassword).ShouldRefuseAsync(HttpStatusCode.TooManyRequests, "identity.too_many_attempts");
    }

    [Test]
    public async Task A_forgotten_password_is_replaced_by_mail_once_and_every_login_ends()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        var tokens = await client.TokensAsync(person);
        await client.PostAsync("forgot-password", new { email = person.Email.ToUpperInvariant() }).ShouldBeAsync(HttpStatusCode.Accepted);
        var token = await AuthHost.LinkAsync(person.Email, "reset_password");
        Task<HttpResponseMessage> ResetAsync(string password) => client.PostAsync("reset-password", new { token, newPassword = password });

        await ResetAsync("short").ShouldBeAsync(HttpStatusCode.BadRequest);
        await ResetAsync(NewPassword).ShouldBeAsync(HttpStatusCode.NoContent);

        await ResetAsync("ten yellow tigers").ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_link");
        await client.LoginAsync(person.Username, NewPassword).ShouldBeAsync(HttpStatusCode.OK);
        await client.As(tokens).GetAsync(Sessions).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Of_two_resets_at_once_one_wins()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.PostAsync("forgot-password", new { email = person.Email }).ShouldBeAsync(HttpStatusCode.Accepted);
        var token = await AuthHost.LinkAsync(person.Email, "reset_password");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => client.PostAsync("reset-password", new { token, newPassword = $"new password {number} x" })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent).Should().Be(1);
    }

    [Test]
    public async Task A_link_is_too_old_after_an_hour()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.PostAsync("forgot-password", new { email = person.Email }).ShouldBeAsync(HttpStatusCode.Accepted);
        var token = await AuthHost.LinkAsync(person.Email, "reset_password");
        AuthHost.Host.Clock.Advance(TimeSpan.FromMinutes(61));
        try
        {
            await client.PostAsync("reset-password", new { token, newPassword = NewPassword }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_link");
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    [Test]
    public async Task An_address_nobody_has_gets_the_same_answer()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        using var known = await client.PostAsync("forgot-password", new { email = person.Email });
        using var unknown = await client.PostAsync("forgot-password", new { email = AuthHost.NewPerson().Email });

        unknown.StatusCode.Should().Be(known.StatusCode);
        (await unknown.Content.ReadAsStringAsync()).Should().Be(await known.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Neither_passwords_nor_links_stand_in_the_database_as_they_are()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.PostAsync("forgot-password", new { email = person.Email }).ShouldBeAsync(HttpStatusCode.Accepted);
        var token = await AuthHost.LinkAsync(person.Email, "reset_password");

        foreach (var secret in new[] { person.Password, token })
        {
            (await AuthHost.CountAsync(
                """
                select (select count(*) from identity.users t where t::text like '%' || $1 || '%')
                     + (select count(*) from identity.mail_messages t where t::text like '%' || $1 || '%')
                     + (select count(*) from identity.security_event_details t where t::text like '%' || $1 || '%')
                """,
                secret)).Should().Be(0);
        }
    }

    [Test]
    public async Task A_proof_of_identity_grows_old_and_is_renewed_by_the_password()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        var tokens = await client.TokensAsync(person);
        try
        {
            AuthHost.Host.Clock.Advance(TimeSpan.FromMinutes(9.9));
            client.As(tokens);
            (await IsConfirmedAsync(client)).Should().BeTrue();
            AuthHost.Host.Clock.Advance(TimeSpan.FromMinutes(0.2));
            (await IsConfirmedAsync(client)).Should().BeFalse();

            await client.PostAsync("confirm", new { password = "not my password" }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.wrong_password");
            (await IsConfirmedAsync(client)).Should().BeFalse();
            await client.PostAsync("confirm", new { password = person.Password }).ShouldBeAsync(HttpStatusCode.NoContent);
            (await IsConfirmedAsync(client)).Should().BeTrue();
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    private static async Task<bool> IsConfirmedAsync(HttpClient client)
    {
        using var answer = await client.PostAsync("mfa/totp");
        return answer.StatusCode != HttpStatusCode.Forbidden;
    }
}
