using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Users;

namespace Samjhadoo.Identity.Application.Links;

/// <summary>Mails a link to whoever an address belongs to. An address nobody has, or nobody who may have the link, costs the same statements.</summary>
internal sealed class LinkMails(IUserRepository users, ILoginThrottle throttle, IMailQueue mails, OneTimeLinks links)
{
    /// <summary>Queues the mail when the address has an account the link is meant for, and otherwise one to nobody.</summary>
    public async Task AddAsync(string email, string template, LinkPurpose purpose, Func<User, bool> isMeant, CancellationToken cancellationToken)
    {
        var pause = await throttle.ClaimAsync([ThrottleKey.Mail(User.Normalise(email))], cancellationToken);
        var user = await users.FindByEmailAsync(email, cancellationToken);
        mails.Add(
            pause is null && user is not null && isMeant(user) ? user.Id : MailRecipient.Nobody,
            template,
            links.Make(purpose, user?.Id ?? MailRecipient.Nobody, user?.Stamp ?? new byte[User.StampSize]));
    }
}

internal static class MailRecipient
{
    /// <summary>A mail to nobody is queued and dropped, so that an address nobody has takes as long as any other.</summary>
    public const long Nobody = 0;
}
