using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Infrastructure.Persistence;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Identity.Infrastructure.SecurityLog;

internal sealed class SecurityLogWriter(IdentityDbContext database, ICurrentUser caller, IRequestInfo request, TimeProvider time) : ISecurityLog
{
    public void Add(string kind, long userId, string? reason = null, long? sessionId = null)
    {
        var happened = new SecurityEvent(
            kind,
            userId,
            caller.IsAuthenticated ? caller.Id : null,
            sessionId ?? (caller.IsAuthenticated ? caller.SessionId : null),
            time.GetUtcNow());
        // An admin's address is the admin's: the account's owner reads this log.
        var own = !caller.IsAuthenticated || caller.Id == userId;
        happened.Describe(own ? request.IpAddress : null, own ? request.UserAgent : null, reason);
        database.Add(happened);
    }
}
