using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Verification;

internal enum VerificationStatus
{
    Pending,
    Approved,
    Rejected,
    Withdrawn,
    Revoked,
}

/// <summary>A mentor's wish to be verified, with links to evidence, until an admin decides.</summary>
internal sealed class VerificationRequest : AggregateRoot
{
    public const int MaxLinks = 10;
    public const int LinkLength = 500;
    public const int NoteLength = 1_000;
    public const int ReasonLength = 500;

    private VerificationRequest()
    {
    }

    public VerificationRequest(long mentorId, IEnumerable<string> evidenceLinks, string? note, DateTimeOffset now)
    {
        MentorId = mentorId;
        EvidenceLinks = [.. evidenceLinks];
        Note = note;
        CreatedAt = now;
    }

    public long MentorId { get; private set; }

    public VerificationStatus Status { get; private set; }

    /// <summary>https addresses for an admin's own eyes; never fetched by the server.</summary>
    public List<string> EvidenceLinks { get; private set; } = [];

    public string? Note { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public long? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>What the admin says about the decision; the mentor reads it.</summary>
    public string? Reason { get; private set; }

    /// <summary>False when it has been decided already.</summary>
    public bool TryDecide(bool approve, long adminId, string? reason, DateTimeOffset now) =>
        TryEnd(approve ? VerificationStatus.Approved : VerificationStatus.Rejected, adminId, reason, now);

    /// <summary>False when it has been decided already.</summary>
    public bool TryWithdraw(DateTimeOffset now) => TryEnd(VerificationStatus.Withdrawn, MentorId, null, now);

    /// <summary>An approval that turned out to be wrong; false when it is none.</summary>
    public bool TryRevoke(long adminId, string reason, DateTimeOffset now) => TryEnd(VerificationStatus.Revoked, adminId, reason, now, VerificationStatus.Approved);

    private bool TryEnd(VerificationStatus status, long by, string? reason, DateTimeOffset now, VerificationStatus from = VerificationStatus.Pending)
    {
        if (Status != from)
            return false;
        Status = status;
        DecidedBy = by;
        DecidedAt = now;
        Reason = reason;
        RaiseVersion();
        return true;
    }
}
