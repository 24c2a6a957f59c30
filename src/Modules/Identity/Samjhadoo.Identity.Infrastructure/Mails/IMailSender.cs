namespace Samjhadoo.Identity.Infrastructure.Mails;

/// <summary>Gives a rendered mail to whoever delivers it; throws when that fails.</summary>
internal interface IMailSender
{
    Task SendAsync(RenderedMail mail, CancellationToken cancellationToken);
}

/// <summary>A mail ready to be sent.</summary>
/// <param name="Id">The row it came from; makes the Message-ID, so that a mail sent twice can be seen as one.</param>
/// <param name="Template">Its template.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">Plain text; a link stands on its own line.</param>
internal sealed record RenderedMail(long Id, string Template, string Language, string Address, string Subject, string Body);
