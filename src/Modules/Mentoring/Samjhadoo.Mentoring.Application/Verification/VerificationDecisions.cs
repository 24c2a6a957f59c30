using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>What approving and rejecting share: the request ends, the profile follows, the mentor is told.</summary>
internal sealed class VerificationDecisions(
    IVerificationRepository requests, IMentorRepository mentors, IUserReplica users, IOutbox outbox, ICurrentUser caller, TimeProvider time)
{
    private const string Link = "/mentors/me/verification";

    public async Task<Result<VerificationResponse>> DecideAsync(long id, bool approve, string? reason, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(caller.Id, cancellationToken);
        if (await requests.LockAsync(id, cancellationToken) is not { } request)
            return MentorErrors.VerificationNotFound;
        if (!request.TryDecide(approve, caller.Id, reason, time.GetUtcNow()))
            return MentorErrors.VerificationDecided;
        if (approve && await mentors.LockAsync(request.MentorId, cancellationToken) is { } profile)
            profile.SetVerified(true, time.GetUtcNow());
        Tell(request, request.MentorId, approve ? "mentor.verification_approved" : "mentor.verification_rejected", reason);
        return VerificationResponse.Of(request);
    }

    /// <summary>Tells the mentor what became of his verification.</summary>
    public void Tell(AggregateRoot source, long mentorId, string type, string? reason) => outbox.Add(
        source,
        new NotificationRequested(mentorId, type, reason is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["reason"] = reason }, Link));
}
