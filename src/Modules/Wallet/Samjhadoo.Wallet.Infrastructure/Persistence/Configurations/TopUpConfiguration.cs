using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;
using Samjhadoo.Wallet.Domain.Refunds;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Configurations;

internal sealed class TopUpConfiguration : IEntityTypeConfiguration<TopUp>
{
    public void Configure(EntityTypeBuilder<TopUp> topUp)
    {
        topUp.ToTable("top_ups", table =>
        {
            table.HasWords("ck_top_ups_status", "status", typeof(TopUpStatus));
            table.HasCheckConstraint("ck_top_ups_amount", "amount > 0 and refunded between 0 and amount");
            table.HasCheckConstraint("ck_top_ups_order", "(status <> 'PENDING' and status <> 'PAID') or order_id is not null");
            table.HasCheckConstraint("ck_top_ups_paid", "(status = 'PAID') = (payment_id is not null and transaction_id is not null and paid_at is not null)");
        });
        topUp.Ignore(row => row.Refundable);
        topUp.Property(row => row.Status).HasWords();
        topUp.Property(row => row.Gateway).HasMaxLength(20);
        topUp.Property(row => row.Reference).HasMaxLength(400);
        topUp.Property(row => row.OrderId).HasMaxLength(100);
        topUp.Property(row => row.CheckoutUrl).HasMaxLength(500);
        topUp.Property(row => row.PaymentId).HasMaxLength(100);
        topUp.Property(row => row.LastFailure).HasMaxLength(200);
        topUp.Property(row => row.Version).HasDefaultValue(1);
        topUp.Property(row => row.EventSequence).HasDefaultValue(0L);
        topUp.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        topUp.HasIndex(row => new { row.UserId, row.Reference }).IsUnique().HasDatabaseName("ux_top_ups_reference");
        topUp.HasIndex(row => new { row.Gateway, row.OrderId }).IsUnique().HasDatabaseName("ux_top_ups_order");
        topUp.HasIndex(row => new { row.UserId, row.CreatedAt, row.Id }).HasDatabaseName("ix_top_ups_user");
        topUp.HasIndex(row => row.CheckAt).HasDatabaseName("ix_top_ups_due").HasFilter("check_at is not null");
    }
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("top_up_payments");
        payment.Property(row => row.Gateway).HasMaxLength(20);
        payment.Property(row => row.PaymentId).HasMaxLength(100);
        payment.HasOne<TopUp>().WithMany().HasForeignKey(row => row.TopUpId).OnDelete(DeleteBehavior.Restrict);

        // A payment has one effect, and a top-up is credited once, whatever the code above believes.
        payment.HasIndex(row => new { row.Gateway, row.PaymentId }).IsUnique().HasDatabaseName("ux_top_up_payments_payment");
        payment.HasIndex(row => row.TopUpId).IsUnique().HasDatabaseName("ux_top_up_payments_credited").HasFilter("credited");
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> refund)
    {
        refund.ToTable("refunds", table =>
        {
            table.HasWords("ck_refunds_status", "status", typeof(RefundStatus));
            table.HasWords("ck_refunds_cause", "cause", typeof(RefundCause));
            table.HasCheckConstraint("ck_refunds_amount", "amount > 0");
            table.HasCheckConstraint("ck_refunds_requested", "(cause = 'REQUESTED') = (transaction_id is not null)");
            table.HasCheckConstraint("ck_refunds_open", "(status in ('PENDING', 'SENT')) = (due_at is not null)");
        });
        refund.Ignore(row => row.IsOpen).Ignore(row => row.Key);
        refund.Property(row => row.Status).HasWords();
        refund.Property(row => row.Cause).HasWords();
        refund.Property(row => row.Gateway).HasMaxLength(20);
        refund.Property(row => row.PaymentId).HasMaxLength(100);
        refund.Property(row => row.Reference).HasMaxLength(400);
        refund.Property(row => row.GatewayRefundId).HasMaxLength(100);
        refund.Property(row => row.Reason).HasMaxLength(200);
        refund.Property(row => row.Failure).HasMaxLength(200);
        refund.Property(row => row.Version).HasDefaultValue(1);
        refund.Property(row => row.EventSequence).HasDefaultValue(0L);
        refund.HasOne<TopUp>().WithMany().HasForeignKey(row => row.TopUpId).OnDelete(DeleteBehavior.Restrict);
        refund.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        refund.HasIndex(row => new { row.TopUpId, row.Reference }).IsUnique().HasDatabaseName("ux_refunds_reference");
        refund.HasIndex(row => new { row.Gateway, row.GatewayRefundId }).IsUnique().HasDatabaseName("ux_refunds_gateway");
        refund.HasIndex(row => row.UserId).HasDatabaseName("ix_refunds_user");
        refund.HasIndex(row => row.DueAt).HasDatabaseName("ix_refunds_due").HasFilter("due_at is not null");
    }
}
