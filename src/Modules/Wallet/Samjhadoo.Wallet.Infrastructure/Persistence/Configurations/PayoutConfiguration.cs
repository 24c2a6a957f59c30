using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Configurations;

internal sealed class PayoutMethodConfiguration : IEntityTypeConfiguration<PayoutMethod>
{
    public void Configure(EntityTypeBuilder<PayoutMethod> method)
    {
        method.ToTable("payout_methods", table => table.HasWords("ck_payout_methods_kind", "kind", typeof(PayoutMethodKind)));
        method.Property(row => row.Kind).HasWords();
        method.Property(row => row.Version).HasDefaultValue(1);
        method.Property(row => row.EventSequence).HasDefaultValue(0L);
        method.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        method.HasIndex(row => new { row.UserId, row.CreatedAt, row.Id }).HasDatabaseName("ix_payout_methods_user");

        // Beside the method, so that erasure can clear it while payouts still name the method.
        method.OwnsOne(row => row.Account, account =>
        {
            account.ToTable("payout_accounts", table => table.HasCheckConstraint(
                "ck_payout_accounts_kind", "(vpa is null) = (account_number is not null) and (account_number is null) = (ifsc is null)"));
            account.WithOwner().HasForeignKey("MethodId");
            account.Property<long>("MethodId").HasColumnName("method_id");
            account.Ignore(row => row.Masked);
            account.Property(row => row.HolderName).HasColumnName("holder_name").HasMaxLength(50);
            account.Property(row => row.Vpa).HasColumnName("vpa").HasMaxLength(100);
            account.Property(row => row.AccountNumber).HasColumnName("account_number").HasMaxLength(18);
            account.Property(row => row.Ifsc).HasColumnName("ifsc").HasMaxLength(11);
        });
    }
}

internal sealed class PayoutConfiguration : IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<Payout> payout)
    {
        payout.ToTable("payouts", table =>
        {
            table.HasWords("ck_payouts_status", "status", typeof(PayoutStatus));
            table.HasWords("ck_payouts_kyc", "kyc", typeof(KycStatus));
            table.HasCheckConstraint("ck_payouts_amount", "amount > 0 and tds >= 0 and tds < amount");
            table.HasCheckConstraint("ck_payouts_due", "(status in ('APPROVED', 'PROCESSING')) = (due_at is not null)");
        });
        payout.Ignore(row => row.Net).Ignore(row => row.Key);
        payout.Property(row => row.Status).HasWords();
        payout.Property(row => row.Kyc).HasWords();
        payout.Property(row => row.Gateway).HasMaxLength(20);
        payout.Property(row => row.GatewayPayoutId).HasMaxLength(100);
        payout.Property(row => row.Utr).HasMaxLength(100);
        payout.Property(row => row.Failure).HasMaxLength(200);
        payout.Property(row => row.RejectionReason).HasMaxLength(200);
        payout.Property(row => row.Version).HasDefaultValue(1);
        payout.Property(row => row.EventSequence).HasDefaultValue(0L);
        payout.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        payout.HasOne<PayoutMethod>().WithMany().HasForeignKey(row => row.MethodId).OnDelete(DeleteBehavior.Restrict);
        payout.OwnsMany(row => row.Approvals, approval =>
        {
            approval.ToTable("payout_approvals");
            approval.WithOwner().HasForeignKey("PayoutId");
            approval.Property<long>("PayoutId").HasColumnName("payout_id");
            approval.Property(row => row.AdminId).HasColumnName("admin_id").ValueGeneratedNever();
            approval.Property(row => row.ApprovedAt).HasColumnName("approved_at");
            approval.HasKey("PayoutId", nameof(PayoutApproval.AdminId));
        });
        payout.HasIndex(row => new { row.UserId, row.RequestedAt, row.Id }).HasDatabaseName("ix_payouts_user");
        payout.HasIndex(row => new { row.Status, row.RequestedAt, row.Id }).HasDatabaseName("ix_payouts_status");
        payout.HasIndex(row => new { row.RequestedAt, row.Id }).HasDatabaseName("ix_payouts_requested");
        payout.HasIndex(row => row.MethodId).HasDatabaseName("ix_payouts_method");
        payout.HasIndex(row => new { row.Gateway, row.GatewayPayoutId }).IsUnique().HasDatabaseName("ux_payouts_gateway");
        payout.HasIndex(row => row.DueAt).HasDatabaseName("ix_payouts_due").HasFilter("due_at is not null");
    }
}

internal sealed class KycRecordConfiguration : IEntityTypeConfiguration<KycRecord>
{
    public void Configure(EntityTypeBuilder<KycRecord> record)
    {
        record.ToTable("kyc_records", table => table.HasWords("ck_kyc_records_status", "status", typeof(KycStatus)));
        record.HasKey(row => row.UserId);
        record.Property(row => row.UserId).ValueGeneratedNever();
        record.Property(row => row.Status).HasWords();
        record.Property(row => row.Reason).HasMaxLength(200);
        record.HasOne<UserReplica>().WithOne().HasForeignKey<KycRecord>(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}
