using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Reviews;

internal static class ReviewErrors
{
    public static readonly Error NotFound = new("mentoring.review_not_found", ErrorKind.NotFound);

    public static readonly Error AlreadyReviewed = new("mentoring.already_reviewed", ErrorKind.Conflict);

    /// <summary>Only a completed session can be reviewed, and only by its mentee.</summary>
    public static readonly Error NotReviewable = new("mentoring.not_reviewable", ErrorKind.Rule);

    public static readonly Error AlreadyReported = new("mentoring.already_reported", ErrorKind.Conflict);
}
