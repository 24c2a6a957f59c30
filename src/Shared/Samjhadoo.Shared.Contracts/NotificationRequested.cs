namespace Samjhadoo.Shared.Contracts;

/// <summary>Asks FriendlyTalk to put a notice into a user's inbox; preferences and quiet hours decide how it travels.</summary>
/// <param name="UserId">Whom it is for.</param>
/// <param name="Type">Stable type the user can switch off, e.g. <c>booking.accepted</c>.</param>
/// <param name="Arguments">Named arguments of the type's texts.</param>
/// <param name="Link">Path inside the app, or null.</param>
[EventName("shared.notification_requested.v1")]
public sealed record NotificationRequested(long UserId, string Type, IReadOnlyDictionary<string, string> Arguments, string? Link)
    : IIntegrationEvent;
