using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class ReviewConfiguration : IEntityTypeConfiguration<Review>
{
    public void Configure(EntityTypeBuilder<Review> review)
    {
        review.ToTable("reviews", table => table.HasCheckConstraint("ck_reviews_rating", "rating between 1 and 5"));
        review.Property(row => row.Text).HasMaxLength(Review.TextLength);
        review.Property(row => row.Reply).HasMaxLength(Review.TextLength);
        review.Property(row => row.HiddenReason).HasMaxLength(Review.ReasonLength);
        review.Property(row => row.Version).HasDefaultValue(1);
        review.Property(row => row.EventSequence).HasDefaultValue(0L);
        review.HasOne<Booking>().WithMany().HasForeignKey(row => row.BookingId).OnDelete(DeleteBehavior.Restrict);
        review.HasOne<MentorProfile>().WithMany().HasForeignKey(row => row.MentorId).HasPrincipalKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        review.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.MenteeId).OnDelete(DeleteBehavior.Restrict);
        review.HasIndex(row => row.BookingId).IsUnique().HasDatabaseName("ux_reviews_booking");
        review.HasIndex(row => new { row.MentorId, row.CreatedAt, row.Id }).HasDatabaseName("ix_reviews_mentor");
        review.HasIndex(row => row.MenteeId).HasDatabaseName("ix_reviews_mentee");
    }
}

internal sealed class ReviewReportConfiguration : IEntityTypeConfiguration<ReviewReport>
{
    public void Configure(EntityTypeBuilder<ReviewReport> report)
    {
        report.ToTable("review_reports");
        report.HasKey(row => new { row.ReviewId, row.ReporterId });
        report.Property(row => row.Reason).HasMaxLength(Review.ReasonLength);
        report.HasOne<Review>().WithMany().HasForeignKey(row => row.ReviewId).OnDelete(DeleteBehavior.Restrict);
        report.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.ReporterId).OnDelete(DeleteBehavior.Restrict);
        report.HasIndex(row => row.ReporterId).HasDatabaseName("ix_review_reports_reporter");
        report.HasIndex(row => new { row.ReportedAt, row.ReviewId }).HasDatabaseName("ix_review_reports_open").HasFilter("resolved_at is null");
    }
}
