using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;

namespace Samjhadoo.Identity.Infrastructure.Mails;

internal sealed class SmtpMailSender(IOptions<MailOptions> options, TimeProvider time) : IMailSender
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public async Task SendAsync(RenderedMail mail, CancellationToken cancellationToken)
    {
        var smtp = options.Value.Smtp;
        var security = smtp.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var client = new SmtpClient();
        await client.ConnectAsync(smtp.Host!, smtp.Port, security, limit.Token);
        if (smtp.Username is not null)
            await client.AuthenticateAsync(smtp.Username, smtp.Password ?? "", limit.Token);
        await client.SendAsync(MimeMail.Of(mail, options.Value, time.GetUtcNow()), limit.Token);
        await client.DisconnectAsync(quit: true, limit.Token);
    }
}
