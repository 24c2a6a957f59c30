using Microsoft.Extensions.Options;
using MimeKit;

namespace Samjhadoo.Identity.Infrastructure.Mails;

/// <summary>Development: every mail becomes a file that mail programs and people can read.</summary>
internal sealed class FolderMailSender(IOptions<MailOptions> options, TimeProvider time) : IMailSender
{
    // Headers and body as UTF-8 instead of encoded words.
    private static readonly FormatOptions Readable = new() { International = true, NewLineFormat = NewLineFormat.Unix };

    public async Task SendAsync(RenderedMail mail, CancellationToken cancellationToken)
    {
        var folder = options.Value.Folder ?? throw new InvalidOperationException("Neither Mail:Smtp:Host nor Mail:Folder is set.");
        Directory.CreateDirectory(folder);
        var message = MimeMail.Of(mail, options.Value, time.GetUtcNow());
        ((MimePart)message.Body!).ContentTransferEncoding = ContentEncoding.EightBit;

        // A reader of the folder never sees half a mail.
        var path = Path.Combine(folder, $"{mail.Id:D8}-{mail.Template}.eml");
        await message.WriteToAsync(Readable, path + ".part", cancellationToken);
        File.Move(path + ".part", path, overwrite: true);
    }
}
