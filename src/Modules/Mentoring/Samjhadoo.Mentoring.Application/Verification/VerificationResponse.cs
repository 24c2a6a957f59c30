using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>A wish to be verified as the mentor and admins see it.</summary>
internal sealed record VerificationResponse(
    long Id,
    long MentorId,
    VerificationStatus Status,
    IReadOnlyList<string> EvidenceLinks,
    string? Note,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DecidedAt,
    int Version) : IVersioned
{
    public static VerificationResponse Of(VerificationRequest request) => new(
        request.Id, request.MentorId, request.Status, request.EvidenceLinks, request.Note, request.Reason, request.CreatedAt, request.DecidedAt, request.Version);
}
