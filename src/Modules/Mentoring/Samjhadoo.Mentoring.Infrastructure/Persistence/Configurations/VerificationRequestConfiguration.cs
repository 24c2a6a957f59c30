using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class VerificationRequestConfiguration : IEntityTypeConfiguration<VerificationRequest>
{
    public void Configure(EntityTypeBuilder<VerificationRequest> request)
    {
        request.ToTable("verification_requests", table =>
        {
            table.HasWords("ck_verification_requests_status", "status", typeof(VerificationStatus));
            table.HasCheckConstraint("ck_verification_requests_decided", "(status = 'PENDING') = (decided_at is null)");
        });
        request.Property(row => row.Status).HasWords();
        request.Property(row => row.Note).HasMaxLength(VerificationRequest.NoteLength);
        request.Property(row => row.Reason).HasMaxLength(VerificationRequest.ReasonLength);
        request.Property(row => row.Version).HasDefaultValue(1);
        request.Property(row => row.EventSequence).HasDefaultValue(0L);
        request.HasOne<MentorProfile>().WithMany().HasForeignKey(row => row.MentorId).HasPrincipalKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        request.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.DecidedBy).OnDelete(DeleteBehavior.Restrict);

        // One at a time.
        request.HasIndex(row => row.MentorId).IsUnique().HasDatabaseName("ux_verification_requests_pending").HasFilter("status = 'PENDING'");
        request.HasIndex(row => new { row.MentorId, row.CreatedAt, row.Id }).HasDatabaseName("ix_verification_requests_mentor");
        request.HasIndex(row => new { row.Status, row.CreatedAt, row.Id }).HasDatabaseName("ix_verification_requests_status");
    }
}
