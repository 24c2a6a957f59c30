using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Samjhadoo.Identity.Infrastructure.Mails;

namespace Samjhadoo.Identity.Tests.Mails;

public sealed class SmtpMailSenderTests
{
    private static readonly RenderedMail Mail = new(42, "reset_password", "hi", "asha@example.in", "नया पासवर्ड चुनें", "नमस्ते\n\nhttps://example.in/reset?token=abc\n");

    [Test]
    public async Task A_mail_reaches_the_server_with_its_headers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var received = ReceiveAsync(listener);

        await SenderTo(listener).SendAsync(Mail, CancellationToken.None);

        var text = await received;
        text.Should().Contain("MAIL FROM:<support@samjhadoo.example>").And.Contain("RCPT TO:<asha@example.in>")
            .And.Contain("Message-Id: <mail.42@samjhadoo.example>").And.Contain("X-Template: reset_password").And.Contain("Content-Language: hi");
    }

    [Test]
    public async Task A_server_that_is_not_there_is_an_error_the_job_can_count()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sender = SenderTo(listener);
        listener.Stop();

        await sender.Invoking(it => it.SendAsync(Mail, CancellationToken.None)).Should().ThrowAsync<SocketException>();
    }

    private static SmtpMailSender SenderTo(TcpListener listener) => new(
        Options.Create(new MailOptions
        {
            Smtp = new SmtpOptions { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Security = SmtpSecurity.None },
        }),
        TimeProvider.System);

    // A server of six verbs: says yes to everything and remembers what it heard.
    private static async Task<string> ReceiveAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        var heard = new StringBuilder();
        await writer.WriteLineAsync("220 ready");
        var inData = false;
        while (await reader.ReadLineAsync() is { } line)
        {
            heard.AppendLine(line);
            if (inData)
            {
                if (line != ".")
                    continue;
                inData = false;
                await writer.WriteLineAsync("250 kept");
                continue;
            }

            inData = line == "DATA";
            await writer.WriteLineAsync(inData ? "354 go on" : line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 fine");
        }

        return heard.ToString();
    }
}
