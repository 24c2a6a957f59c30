using System.Net;

namespace Samjhadoo.Identity.Tests.Registration;

public sealed class VerifyEmailTests
{
    [Test]
    public async Task The_others_hear_of_an_account_once_however_often_its_link_is_used()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();

        await client.PostAsync("verify-email", new { token = await AuthHost.LinkAsync(person.Email, "verify_email") }).ShouldBeAsync(HttpStatusCode.NoContent);

        foreach (var name in new[] { "identity.user_registered.v1", "identity.user_changed.v1" })
        {
            (await AuthHost.CountAsync(
                "select count(*) from identity.outbox_messages where name = $1 and aggregate = 'user:' || (select id from identity.users where username = $2)",
                name,
                person.Username)).Should().Be(1, name);
        }
    }

    [TestCase("")]
    [TestCase("not a token")]
    [TestCase("AAAA")]
    public async Task A_token_that_is_none_is_refused(string token)
    {
        using var client = AuthHost.Client();
        using var answer = await client.PostAsync("verify-email", new { token });
        answer.StatusCode.Should().Be(token.Length == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_token_is_good_for_one_purpose_only()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        var token = await AuthHost.LinkAsync(person.Email, "verify_email");

        await client.PostAsync("reset-password", new { token, newPassword = "nine blue elephants" }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_link");
    }

    [Test]
    public async Task A_bit_changed_anywhere_makes_a_token_worthless()
    {
        var person = AuthHost.NewPerson();
        using var client = AuthHost.Client();
        await client.PostAsync("register", person).ShouldBeAsync(HttpStatusCode.Accepted);
        var token = await AuthHost.LinkAsync(person.Email, "verify_email");

        for (var at = 0; at < token.Length - 1; at += 7)
        {
            var forged = token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..];
            await client.PostAsync("verify-email", new { token = forged }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_link");
        }
    }

    [Test]
    public async Task The_mail_comes_again_on_request_and_the_answer_tells_nothing()
    {
        var waiting = AuthHost.NewPerson();
        var confirmed = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.PostAsync("register", waiting).ShouldBeAsync(HttpStatusCode.Accepted);

        var bodies = new HashSet<string>();
        foreach (var email in new[] { waiting.Email, confirmed.Email, AuthHost.NewPerson().Email })
        {
            using var answer = await client.PostAsync("resend-verification", new { email });
            answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        bodies.Should().ContainSingle();
        (await AuthHost.MailsAsync(waiting.Email, "verify_email", 2)).Should().HaveCount(2);
        (await AuthHost.MailsAsync(confirmed.Email, "verify_email", 1)).Should().ContainSingle();
    }
}
