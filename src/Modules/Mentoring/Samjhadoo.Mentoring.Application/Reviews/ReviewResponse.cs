using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Application;

namespace Samjhadoo.Mentoring.Application.Reviews;

/// <summary>A review as the answer to what was done with it.</summary>
internal sealed record ReviewResponse(
    long Id, long BookingId, long MentorId, long MenteeId, int Rating, string Text, string? Reply, DateTimeOffset? RepliedAt, bool IsHidden, int Version, DateTimeOffset CreatedAt)
    : IVersioned
{
    public static ReviewResponse Of(Review review) => new(
        review.Id, review.BookingId, review.MentorId, review.MenteeId, review.Rating, review.Text, review.Reply, review.RepliedAt,
        review.HiddenAt is not null, review.Version, review.CreatedAt);
}
