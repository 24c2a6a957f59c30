using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;
using Samjhadoo.Wallet.Domain.Adjustments;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Freezes;

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Configurations;

internal sealed class FreezeConfiguration : IEntityTypeConfiguration<Freeze>
{
    public void Configure(EntityTypeBuilder<Freeze> freeze)
    {
        freeze.ToTable("freezes", table => table.HasCheckConstraint("ck_freezes_end", "(ended_at is null) = (ended_by is null)"));
        freeze.Property(row => row.Reason).HasMaxLength(500);
        freeze.Property(row => row.EndReason).HasMaxLength(500);
        freeze.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        freeze.HasIndex(row => new { row.UserId, row.FrozenAt, row.Id }).HasDatabaseName("ix_freezes_user");

        // A wallet is under one freeze at a time.
        freeze.HasIndex(row => row.UserId).HasDatabaseName("ux_freezes_open").IsUnique().HasFilter("ended_at is null");
    }
}

internal sealed class AdjustmentConfiguration : IEntityTypeConfiguration<Adjustment>
{
    public void Configure(EntityTypeBuilder<Adjustment> adjustment)
    {
        adjustment.ToTable("adjustment_approvals", table =>
        {
            table.HasWords("ck_adjustment_approvals_kind", "kind", typeof(AdjustmentKind));
            table.HasWords("ck_adjustment_approvals_status", "status", typeof(AdjustmentStatus));
            table.HasCheckConstraint("ck_adjustment_approvals_amount", "amount <> 0 and (kind = 'CORRECTION' or amount > 0)");
            table.HasCheckConstraint("ck_adjustment_approvals_four_eyes", "decided_by is null or (decided_by <> proposed_by and decided_by <> user_id)");
            table.HasCheckConstraint("ck_adjustment_approvals_posted", "(status = 'POSTED') = (transaction_id is not null)");
        });
        adjustment.Property(row => row.Kind).HasWords();
        adjustment.Property(row => row.Status).HasWords();
        adjustment.Property(row => row.Reason).HasMaxLength(500);
        adjustment.Property(row => row.DecisionReason).HasMaxLength(500);
        adjustment.Ignore(row => row.Reference);
        adjustment.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        adjustment.HasIndex(row => new { row.UserId, row.ProposedAt, row.Id }).HasDatabaseName("ix_adjustment_approvals_user");
        adjustment.HasIndex(row => new { row.ProposedAt, row.Id }).HasDatabaseName("ix_adjustment_approvals_proposed_at");
        adjustment.HasIndex(row => new { row.Status, row.ProposedAt, row.Id }).HasDatabaseName("ix_adjustment_approvals_status");
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_log");
        entry.Property(row => row.Action).HasWords();
        entry.Property(row => row.Reference).HasMaxLength(100);
        entry.Property(row => row.RequestId).HasMaxLength(100);
        entry.HasIndex(row => new { row.OccurredAt, row.Id }).HasDatabaseName("ix_audit_log_occurred_at");
        entry.HasIndex(row => new { row.UserId, row.OccurredAt, row.Id }).HasDatabaseName("ix_audit_log_user");
        entry.HasIndex(row => new { row.ActorId, row.OccurredAt, row.Id }).HasDatabaseName("ix_audit_log_actor");
    }
}
