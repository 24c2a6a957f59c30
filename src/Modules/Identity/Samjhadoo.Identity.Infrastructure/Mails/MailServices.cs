using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Identity.Infrastructure.Mails;

internal static class MailServices
{
    /// <summary>SMTP where a server is configured, files in <c>Mail:Folder</c> otherwise.</summary>
    public static void AddMails(this ModuleBuilder module)
    {
        var section = module.Configuration.GetSection("Mail");
        module.Services.Configure<MailOptions>(section);
        module.AddScoped<IMailQueue, MailQueue>().AddSingleton<MailTexts, MailTexts>();
        if (section["Smtp:Host"] is null)
            module.AddSingleton<IMailSender, FolderMailSender>();
        else
            module.AddSingleton<IMailSender, SmtpMailSender>();
    }
}
