using MimeKit;

namespace Samjhadoo.Identity.Infrastructure.Mails;

internal static class MimeMail
{
    public static MimeMessage Of(RenderedMail mail, MailOptions options, DateTimeOffset now)
    {
        var from = new MailboxAddress(options.FromName, options.FromAddress);
        return new MimeMessage
        {
            From = { from },

            // Without a name: whoever registers a stranger's address would choose what the stranger reads there.
            To = { MailboxAddress.Parse(mail.Address) },
            Subject = mail.Subject,
            Date = now,
            MessageId = $"mail.{mail.Id}@{from.Domain}",
            Headers = { { "X-Template", mail.Template }, { HeaderId.ContentLanguage, mail.Language }, { HeaderId.AutoSubmitted, "auto-generated" } },
            Body = new TextPart("plain") { Text = mail.Body },
        };
    }
}
