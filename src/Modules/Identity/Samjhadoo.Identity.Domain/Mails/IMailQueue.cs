namespace Samjhadoo.Identity.Domain.Mails;

/// <summary>Queues mails in the business transaction; a job sends them after the commit.</summary>
internal interface IMailQueue
{
    /// <summary>Queues a mail to the user's address.</summary>
    /// <param name="userId">Whom it is for.</param>
    /// <param name="template">One of <see cref="MailTemplate"/>, or another module's.</param>
    /// <param name="secret">The token its link carries; encrypted until it is sent.</param>
    /// <param name="arguments">Named arguments of the text; never a secret.</param>
    void Add(long userId, string template, string? secret = null, IReadOnlyDictionary<string, string>? arguments = null);
}
