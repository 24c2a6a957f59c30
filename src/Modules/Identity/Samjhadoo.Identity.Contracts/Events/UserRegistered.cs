using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Contracts.Events;

/// <summary>A person's address is verified: from now on the account exists for everybody. Told once, beside <see cref="UserChanged"/>.</summary>
/// <param name="UserId">The new user.</param>
/// <param name="Role">USER or MENTOR.</param>
/// <param name="RegisteredAt">When the address was verified.</param>
[EventName("identity.user_registered.v1")]
public sealed record UserRegistered(long UserId, string Role, DateTimeOffset RegisteredAt) : IIntegrationEvent;
