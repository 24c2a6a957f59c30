using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Infrastructure.Mails;
using Samjhadoo.Identity.Infrastructure.Messaging;
using Samjhadoo.Identity.Infrastructure.Persistence;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Testing;

namespace Samjhadoo.Identity.Tests.Mails;

public sealed partial class MailTests
{
    private static readonly string[] Languages = ["en", "hi", "bn", "ta", "te"];

    private static readonly string[] Templates =
        [.. typeof(MailTemplate).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    [Test]
    public void Every_mail_has_all_languages_with_the_same_places([ValueSource(nameof(Templates))] string template)
    {
        var texts = new MailTexts(Options.Create(new MailOptions()));
        var arguments = """{"left":"9","reason":"Spam"}""";

        foreach (var language in Languages)
        {
            var mail = texts.Render(Queued(template, language, arguments), "s3cret")!;

            mail.Language.Should().Be(language);
            Placeholder().IsMatch(mail.Subject + mail.Body).Should().BeFalse("{0} in {1} leaves a place open", template, language);
            mail.Body.Contains("s3cret", StringComparison.Ordinal).Should().Be(MailTemplate.Links.GetValueOrDefault(template)?.Contains("{secret}", StringComparison.Ordinal) ?? false);
            mail.Body.Contains("http", StringComparison.Ordinal).Should().Be(MailTemplate.Links.ContainsKey(template));
        }
    }

    [Test]
    public void A_name_is_not_read_as_a_place_nor_as_a_header()
    {
        var texts = new MailTexts(Options.Create(new MailOptions()));

        var mail = texts.Render(Queued(MailTemplate.ResetPassword, "en", "{}") with { Name = "{link}\r\nBcc: all@example.in" }, "s3cret")!;
        var mime = MimeMail.Of(mail, new MailOptions(), DateTimeOffset.UnixEpoch);

        mail.Body.Should().Contain("Hello {link}");
        Regex.Count(mail.Body, "s3cret").Should().Be(1);
        mime.Bcc.Count.Should().Be(0);
        mime.Headers.Should().NotContain(header => header.Field == "Bcc");
    }

    [Test]
    public async Task The_link_stands_on_a_line_of_its_own_and_its_secret_is_nowhere_in_the_table()
    {
        var person = await AuthHost.RegisteredAsync();
        var mail = (await AuthHost.MailsAsync(person.Email, "verify_email", 1))[0];
        var link = mail.Split('\n').Single(line => line.Contains("token=", StringComparison.Ordinal));

        Uri.IsWellFormedUriString(link, UriKind.Absolute).Should().BeTrue();
        mail.Should().Contain($"To: {person.Email}").And.Contain("Content-Transfer-Encoding: 8bit");
        await Eventually.TrueAsync(async () => await AuthHost.CountAsync(
            """
            select count(*)
            from identity.mail_messages
            join identity.users on users.id = user_id
            where username = $1 and sent_at is not null and sealed_secret is null and position(right($2, 20) in arguments::text) = 0
            """,
            person.Username,
            link) == 1);
    }

    [Test]
    public async Task A_mail_is_written_in_the_language_the_person_speaks_when_it_goes_out()
    {
        var (account, client) = await Accounts.NewAsync();
        await client.SendJsonAsync(HttpMethod.Patch, "users/me", new { language = "ta" }).ShouldBeAsync(System.Net.HttpStatusCode.OK);

        await RequestAsync(new MailRequested(account.Id, MailTemplate.AccountReactivated, new Dictionary<string, string>()));

        (await AuthHost.MailsAsync($"{account.Username}@example.in", MailTemplate.AccountReactivated, 1))[0].Should().Contain("உங்கள் கணக்கு").And.Contain("Content-Language: ta");
    }

    [Test]
    public async Task What_cannot_be_sent_is_put_off_longer_each_time_and_given_up_in_the_end()
    {
        var (account, _) = await Accounts.NewAsync();
        await RequestAsync(new MailRequested(account.Id, "no_such_mail", new Dictionary<string, string>()));

        await WaitsAsync(account.Id, attempts: 1, from: 20, to: 30);
        await AuthHost.CountAsync("update identity.mail_messages set attempts = 4, due_at = clock_timestamp() where user_id = $1 returning id", account.Id);
        await WaitsAsync(account.Id, attempts: 5, from: 470, to: 480);
        await AuthHost.CountAsync("update identity.mail_messages set attempts = 9, due_at = clock_timestamp() where user_id = $1 returning id", account.Id);
        await Eventually.TrueAsync(async () => await AuthHost.CountAsync("select count(*) from identity.mail_messages where user_id = $1 and attempts = 10 and failed_at is not null", account.Id) == 1);
    }

    private static Task WaitsAsync(long userId, int attempts, double from, double to) => Eventually.TrueAsync(async () => await AuthHost.CountAsync(
        "select count(*) from identity.mail_messages where user_id = $1 and attempts = $2 and extract(epoch from due_at - clock_timestamp()) between $3 and $4",
        userId,
        attempts,
        from,
        to) == 1);

    private static QueuedMail Queued(string template, string language, string arguments) =>
        new(1, template, arguments, null, 1, "asha@example.in", "Asha", "asha", language);

    private static async Task RequestAsync(MailRequested request)
    {
        await using var scope = AuthHost.Host.Services.CreateAsyncScope();
        var consumer = scope.ServiceProvider.GetRequiredService<SendRequestedMail>();
        await consumer.ConsumeAsync(request, new EventContext(Guid.NewGuid(), "booking:1", 1, DateTimeOffset.UnixEpoch), CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<IdentityDbContext>().SaveChangesAsync();
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
