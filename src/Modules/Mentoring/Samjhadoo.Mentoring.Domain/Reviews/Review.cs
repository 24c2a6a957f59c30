using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Reviews;

/// <summary>What a mentee says of a session that took place; one a booking, never edited. The mentor may answer, an admin may hide it.</summary>
internal sealed class Review : AggregateRoot
{
    public const int TextLength = 2000;
    public const int ReasonLength = 500;

    private Review()
    {
    }

    public Review(long bookingId, long mentorId, long menteeId, int rating, string text, DateTimeOffset now)
    {
        BookingId = bookingId;
        MentorId = mentorId;
        MenteeId = menteeId;
        Rating = (short)rating;
        Text = text;
        CreatedAt = now;
    }

    public long BookingId { get; private set; }

    public long MentorId { get; private set; }

    public long MenteeId { get; private set; }

    /// <summary>1 to 5.</summary>
    public short Rating { get; private set; }

    public string Text { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public string? Reply { get; private set; }

    public DateTimeOffset? RepliedAt { get; private set; }

    /// <summary>Since when it is neither shown nor counted; null while it is.</summary>
    public DateTimeOffset? HiddenAt { get; private set; }

    public string? HiddenReason { get; private set; }

    public void Answer(string? reply, DateTimeOffset now)
    {
        Reply = reply;
        RepliedAt = reply is null ? null : now;
        RaiseVersion();
    }

    public void Hide(string reason, DateTimeOffset now)
    {
        HiddenAt ??= now;
        HiddenReason = reason;
        RaiseVersion();
    }

    public void Show()
    {
        HiddenAt = null;
        HiddenReason = null;
        RaiseVersion();
    }
}

/// <summary>Somebody finds that a review should not stand; one a person.</summary>
internal sealed class ReviewReport
{
    private ReviewReport()
    {
    }

    public ReviewReport(long reviewId, long reporterId, string reason, DateTimeOffset now)
    {
        ReviewId = reviewId;
        ReporterId = reporterId;
        Reason = reason;
        ReportedAt = now;
    }

    public long ReviewId { get; private set; }

    public long ReporterId { get; private set; }

    public string Reason { get; private set; } = "";

    public DateTimeOffset ReportedAt { get; private set; }

    /// <summary>When an admin has decided about the review.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    public void Resolve(DateTimeOffset now) => ResolvedAt ??= now;
}
