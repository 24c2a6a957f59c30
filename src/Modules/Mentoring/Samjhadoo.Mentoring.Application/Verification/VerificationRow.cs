using Dapper;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application.Json;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>A request as queries read it.</summary>
[method: ExplicitConstructor]
internal sealed record VerificationRow(
    long Id, long MentorId, string Status, string[] EvidenceLinks, string? Note, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? DecidedAt, int Version)
{
    public const string Columns = "id, mentor_id, status, evidence_links, note, reason, created_at, decided_at, version";

    private static readonly Dictionary<string, VerificationStatus> Statuses = Enum.GetValues<VerificationStatus>().ToDictionary(status => Words.Of(status));

    public VerificationResponse ToResponse() => new(Id, MentorId, Statuses[Status], EvidenceLinks, Note, Reason, CreatedAt, DecidedAt, Version);
}
