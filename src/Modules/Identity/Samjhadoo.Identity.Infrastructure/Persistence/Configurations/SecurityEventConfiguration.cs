using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.SecurityLog;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class SecurityEventConfiguration : IEntityTypeConfiguration<SecurityEvent>
{
    public void Configure(EntityTypeBuilder<SecurityEvent> happened)
    {
        happened.ToTable("security_events");
        happened.Property(row => row.Kind).HasMaxLength(40);

        // No foreign key: an account that nobody verified is deleted, and this table refuses that.
        happened.HasIndex(row => new { row.UserId, row.OccurredAt, row.Id }).HasDatabaseName("ix_security_events_user");
        happened.HasOne(row => row.Detail).WithOne().HasForeignKey<SecurityEventDetail>(row => row.EventId);
    }
}

internal sealed class SecurityEventDetailConfiguration : IEntityTypeConfiguration<SecurityEventDetail>
{
    public void Configure(EntityTypeBuilder<SecurityEventDetail> detail)
    {
        detail.ToTable("security_event_details");
        detail.HasKey(row => row.EventId);
        detail.Property(row => row.EventId).ValueGeneratedNever();
        detail.Property(row => row.IpAddress).HasMaxLength(45);
        detail.Property(row => row.UserAgent).HasMaxLength(300);
        detail.Property(row => row.Reason).HasMaxLength(500);
        detail.HasIndex(row => row.UserId).HasDatabaseName("ix_security_event_details_user");
    }
}
