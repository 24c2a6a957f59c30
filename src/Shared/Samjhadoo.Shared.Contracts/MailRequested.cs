namespace Samjhadoo.Shared.Contracts;

/// <summary>Asks Identity, the only module that knows addresses, to send a user an e-mail.</summary>
/// <param name="UserId">Whom it is for.</param>
/// <param name="Template">Stable name of the text, e.g. <c>booking_accepted</c>.</param>
/// <param name="Arguments">Named arguments of the text; never a secret.</param>
[EventName("shared.mail_requested.v1")]
public sealed record MailRequested(long UserId, string Template, IReadOnlyDictionary<string, string> Arguments) : IIntegrationEvent;
