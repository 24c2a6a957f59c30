using System.Net;
using Samjhadoo.Identity.Infrastructure.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Samjhadoo.Identity.Tests.Registration;

public sealed class RegisterTests
{
    [Test]
    public async Task A_person_registers_confirms_the_address_and_logs_in()
    {
        var person = AuthHost.NewPerson();
        using var client = AuthHost.Client();

        using var answer = await client.PostAsync("register", person);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        (await answer.JsonAsync()).GetProperty("status").GetString().Should().Be("CHECK_YOUR_MAIL");

        var login = () => client.LoginAsync(person.Email, person.Password);
        await login().ShouldRefuseAsync(HttpStatusCode.Unauthorized, "identity.invalid_credentials");
        await client.PostAsync("verify-email", new { token = await AuthHost.LinkAsync(person.Email, "verify_email") }).ShouldBeAsync(HttpStatusCode.NoContent);
        await login().ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task Names_and_addresses_are_the_same_whatever_their_case()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();

        await client.PostAsync("register", AuthHost.NewPerson() with { Username = person.Username.ToUpperInvariant() })
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.username_taken");
        await client.LoginAsync(person.Email.ToUpperInvariant(), person.Password).ShouldBeAsync(HttpStatusCode.OK);
        await client.LoginAsync($" {person.Username.ToUpperInvariant()} ", person.Password).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_mentor_asks_to_be_one_and_nobody_becomes_an_admin_by_asking()
    {
        var mentor = await AuthHost.RegisteredAsync("MENTOR");
        (await AuthHost.ScalarAsync<string>("select role from identity.users where username = $1", mentor.Username)).Should().Be("MENTOR");

        using var client = AuthHost.Client();
        var person = AuthHost.NewPerson();
        await client.PostAsync("register", new { person.Username, person.Email, person.Password, person.ConsentVersion, role = "ADMIN" }).ShouldBeAsync(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task What_a_person_agreed_to_by_registering_stands_in_the_ledger_once_the_address_is_confirmed()
    {
        using var client = AuthHost.Client();
        var text = (await client.ReadAsync("consent-texts").JsonAsync()).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("required").GetBoolean());
        var person = AuthHost.NewPerson() with { ConsentVersion = text.GetProperty("version").GetString()! };
        await client.PostAsync("register", person).ShouldBeAsync(HttpStatusCode.Accepted);
        var registered = await AuthHost.ScalarAsync<DateTime>("select created_at from identity.users where username = $1", person.Username);
        var link = new { token = await AuthHost.LinkAsync(person.Email, "verify_email") };
        await client.PostAsync("verify-email", link).ShouldBeAsync(HttpStatusCode.NoContent);
        await client.PostAsync("verify-email", link).ShouldBeAsync(HttpStatusCode.NoContent);

        (await AuthHost.CountAsync(
            """
            select count(*)
            from identity.consent_records c
            join identity.users u on u.id = c.user_id
            where u.username = $1 and c.purpose = 'SERVICE' and c.version = $2 and c.granted and c.recorded_at = $3
            """,
            person.Username,
            person.ConsentVersion,
            registered)).Should().Be(1);
        (await AuthHost.CountAsync("select count(*) from identity.consent_records c join identity.users u on u.id = c.user_id where u.username = $1", person.Username)).Should().Be(1);
    }

    [Test]
    public async Task Nobody_registers_with_a_text_that_is_not_shown_any_more()
    {
        var known = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();

        foreach (var person in new[] { known, AuthHost.NewPerson() })
            await client.PostAsync("register", person with { ConsentVersion = "2019-01" }).ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.consent_text_outdated");
    }

    [Test]
    public async Task An_address_with_an_account_gets_the_same_answer_and_a_mail_instead()
    {
        var person = await AuthHost.RegisteredAsync();
        var stranger = AuthHost.NewPerson() with { Email = person.Email };
        using var client = AuthHost.Client();

        using var fresh = await client.PostAsync("register", AuthHost.NewPerson());
        using var known = await client.PostAsync("register", stranger);

        known.StatusCode.Should().Be(fresh.StatusCode);
        (await known.Content.ReadAsStringAsync()).Should().Be(await fresh.Content.ReadAsStringAsync());
        (await AuthHost.MailsAsync(person.Email, "address_in_use", 1)).Should().ContainSingle();
        await client.LoginAsync(person.Username, person.Password).ShouldBeAsync(HttpStatusCode.OK);
        await client.LoginAsync(stranger.Username, stranger.Password).ShouldBeAsync(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Who_registers_again_before_confirming_has_the_newer_account_and_the_older_link_is_dead()
    {
        var squatter = AuthHost.NewPerson();
        var owner = AuthHost.NewPerson() with { Email = squatter.Email, Password = "nine blue elephants" };
        using var client = AuthHost.Client();
        await client.PostAsync("register", squatter).ShouldBeAsync(HttpStatusCode.Accepted);
        var oldLink = await AuthHost.LinkAsync(squatter.Email, "verify_email");
        await client.PostAsync("register", owner).ShouldBeAsync(HttpStatusCode.Accepted);
        await AuthHost.MailsAsync(owner.Email, "verify_email", 2);

        await client.PostAsync("verify-email", new { token = oldLink }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_link");
        await client.PostAsync("verify-email", new { token = await AuthHost.LinkAsync(owner.Email, "verify_email") }).ShouldBeAsync(HttpStatusCode.NoContent);
        await client.LoginAsync(owner.Email, squatter.Password).ShouldBeAsync(HttpStatusCode.Unauthorized);
        await client.LoginAsync(owner.Email, owner.Password).ShouldBeAsync(HttpStatusCode.OK);
    }

    [Test]
    public async Task One_user_name_goes_to_one_person_however_many_ask_at_once()
    {
        var name = AuthHost.NewPerson().Username;
        using var client = AuthHost.Client();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.PostAsync("register", AuthHost.NewPerson() with { Username = name })));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted).Should().Be(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).Should().Be(7);
    }

    [Test]
    public async Task An_address_asked_for_again_and_again_is_not_flooded()
    {
        var person = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();

        for (var i = 0; i < 10; i++)
            await client.PostAsync("register", AuthHost.NewPerson() with { Email = person.Email }).ShouldBeAsync(HttpStatusCode.Accepted);

        (await AuthHost.CountAsync(
            "select count(*) from identity.mail_messages m join identity.users u on u.id = m.user_id where u.email = $1", person.Email)).Should().BeLessThanOrEqualTo(5);
    }

    [Test]
    public async Task A_registration_nobody_confirms_is_gone_after_a_day()
    {
        var person = AuthHost.NewPerson();
        var confirmed = await AuthHost.RegisteredAsync();
        using var client = AuthHost.Client();
        await client.PostAsync("register", person).ShouldBeAsync(HttpStatusCode.Accepted);
        var link = await AuthHost.LinkAsync(person.Email, "verify_email");

        AuthHost.Host.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        try
        {
            using var scope = AuthHost.Host.Services.CreateScope();
            await scope.ServiceProvider.GetRequiredService<ExpireRegistrations>().RunAsync(CancellationToken.None);

            (await AuthHost.CountAsync("select count(*) from identity.users where username = any($1)", (object)new[] { person.Username, confirmed.Username })).Should().Be(1);
            await client.PostAsync("verify-email", new { token = link }).ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.invalid_link");
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    [TestCase("as", "a@example.in", "seven green parrots", "/username", "bad_length")]
    [TestCase("asha@home", "a@example.in", "seven green parrots", "/username", "bad_format")]
    [TestCase("asha", "no address", "seven green parrots", "/email", "bad_email")]
    [TestCase("asha", "a@localhost", "seven green parrots", "/email", "bad_email")]
    [TestCase("asha", "a@example.in", "short", "/password", "bad_length")]
    [TestCase("asha", "a@example.in", "Password2024!", "/password", "breached_password")]
    [TestCase("parrot-friend", "a@example.in", "Parrot-Friend", "/password", "bad_value")]
    public async Task What_is_not_right_is_refused_with_its_place(string username, string email, string password, string pointer, string code)
    {
        using var client = AuthHost.Client();
        using var answer = await client.PostAsync("register", new { username, email, password, AuthHost.NewPerson().ConsentVersion });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var error = (await answer.JsonAsync()).GetProperty("errors")[0];
        error.GetProperty("pointer").GetString().Should().Be(pointer);
        error.GetProperty("code").GetString().Should().Be(code);
    }

    [TestCase("isActive", true)]
    [TestCase("emailVerifiedAt", "2025-01-01T00:00:00Z")]
    [TestCase("id", 1)]
    public async Task Nothing_else_can_be_slipped_in(string name, object value)
    {
        var person = AuthHost.NewPerson();
        using var client = AuthHost.Client();

        await client.PostAsync("register", new Dictionary<string, object>
        {
            ["username"] = person.Username, ["email"] = person.Email, ["password"] = person.Password, ["consentVersion"] = person.ConsentVersion, [name] = value,
        }).ShouldBeAsync(HttpStatusCode.BadRequest);
    }
}
