using System.Text;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Mails;

internal sealed class MailQueue(IdentityDbContext database, ISecretBox secrets, TimeProvider time) : IMailQueue
{
    public const string Purpose = "mail";

    public void Add(long userId, string template, string? secret = null, IReadOnlyDictionary<string, string>? arguments = null) =>
        database.Add(new MailMessage(
            userId,
            template,
            arguments ?? new Dictionary<string, string>(),
            secret is null ? null : secrets.Seal(Encoding.UTF8.GetBytes(secret), Purpose),
            time.GetUtcNow()));
}
