using System.Diagnostics.Metrics;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Application.Pipeline;

namespace Samjhadoo.Identity.Infrastructure.Mails;

/// <summary>A mail as the job reads it, with what its user says of address and language at that time.</summary>
internal sealed record QueuedMail(
    long Id, string Template, string Arguments, byte[]? SealedSecret, int Attempts, string Email, string? Name, string Username, string Language);

/// <summary>
/// Sends what is due, at least once: an attempt is counted before it is made, and a mail that was claimed and never marked
/// comes up again after its time-out.
/// </summary>
internal sealed partial class SendMails(NpgsqlDataSource database, MailTexts texts, ISecretBox secrets, IMailSender sender, ILogger<SendMails> logger) : IJob
{
    private const int MaxAttempts = 10;

    private const string Claim =
        """
        -- SendMails
        update mail_messages as mail
        set attempts = mail.attempts + 1,
            due_at = clock_timestamp() + interval '1 minute'
        from (
            select id, user_id
            from mail_messages
            where sent_at is null
              and failed_at is null
              and due_at <= clock_timestamp()
            order by due_at
            limit 1
            for update skip locked) as due
        left join users on users.id = due.user_id
        where mail.id = due.id
        returning mail.id, mail.template, mail.arguments::text as arguments, mail.sealed_secret, mail.attempts,
                  coalesce(users.email, '') as email, users.name, coalesce(users.username, '') as username, coalesce(users.language, 'en') as language
        """;

    // 30 s, 1 min, 2 min … up to 1 h between attempts: ten of them bridge about four hours.
    private const string Postpone =
        """
        -- SendMails
        update mail_messages
        set due_at = clock_timestamp() + least(interval '1 hour', interval '15 seconds' * power(2, attempts)),
            failed_at = case when attempts >= @maxAttempts then clock_timestamp() end
        where id = @id
        """;

    private static readonly Counter<long> Mails = Telemetry.Meter.CreateCounter<long>("samjhadoo.mails", description: "Mails by outcome: sent, postponed, failed");

    public string Name => "identity.send_mails";

    public TimeSpan Every => TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        while (await connection.QuerySingleOrDefaultAsync<QueuedMail>(new CommandDefinition(Claim, cancellationToken: cancellationToken)) is { } mail)
        {
            // A server that is away or hangs would fail the next one too; those behind keep their attempts until the next turn.
            if (!await TrySendAsync(connection, mail, cancellationToken))
                return;
        }
    }

    private async Task<bool> TrySendAsync(NpgsqlConnection connection, QueuedMail mail, CancellationToken cancellationToken)
    {
        // An address that is not registered costs as much as one that is; or the registration has expired.
        if (mail.Email.Length == 0)
        {
            await connection.ExecuteAsync("delete from mail_messages where id = @id", new { mail.Id });
            return true;
        }

        try
        {
            var secret = mail.SealedSecret is null ? null : Encoding.UTF8.GetString(secrets.Open(mail.SealedSecret, MailQueue.Purpose));
            var rendered = texts.Render(mail, secret) ?? throw new InvalidOperationException($"No module has the mail {mail.Template}.");
            await sender.SendAsync(rendered, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var last = mail.Attempts >= MaxAttempts;
            // Only the kind of failure: a server's words may name the address.
            NotSent(exception.GetType().Name, mail.Template, mail.Id, mail.Attempts);
            Mails.Add(1, new KeyValuePair<string, object?>("outcome", last ? "failed" : "postponed"));
            await connection.ExecuteAsync(new CommandDefinition(Postpone, new { mail.Id, MaxAttempts }, cancellationToken: cancellationToken));
            return false;
        }

        // Not with the host's token: a mail that has gone out is marked so, even while the host stops.
        Mails.Add(1, new KeyValuePair<string, object?>("outcome", "sent"));
        await connection.ExecuteAsync("update mail_messages set sent_at = clock_timestamp(), sealed_secret = null where id = @id", new { mail.Id });
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Template} {Id} was not sent at attempt {Attempt}: {Problem}")]
    private partial void NotSent(string problem, string template, long id, int attempt);
}
