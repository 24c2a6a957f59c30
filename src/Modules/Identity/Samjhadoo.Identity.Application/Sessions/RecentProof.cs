using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>
/// Asked before sensitive acts: a login may be old and the phone in other hands. The caller renews the proof with
/// <c>POST /api/v1/auth/confirm</c>.
/// </summary>
internal sealed class RecentProof(ISessionRepository sessions, ICurrentUser caller, TimeProvider time)
{
    /// <summary>The refusal when the caller has not proven who they are for ten minutes, otherwise null.</summary>
    public async Task<Error?> MissingAsync(CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(caller.SessionId, caller.Id, cancellationToken);
        return session is not null && session.ConfirmedAt + Session.ConfirmationLifetime > time.GetUtcNow() ? null : IdentityErrors.ConfirmationRequired;
    }
}
