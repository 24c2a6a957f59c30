using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class PromoCodeConfiguration : IEntityTypeConfiguration<PromoCode>
{
    public void Configure(EntityTypeBuilder<PromoCode> code)
    {
        code.ToTable("promo_codes", table =>
        {
            table.HasCheckConstraint("ck_promo_codes_offer", "(percent is null) <> (amount is null)");
            table.HasCheckConstraint("ck_promo_codes_percent", "percent > 0 and percent <= 100");
            table.HasCheckConstraint("ck_promo_codes_amount", "amount > 0 and max_discount > 0");
            table.HasCheckConstraint("ck_promo_codes_redeemed", "redeemed >= 0 and max_per_user > 0");
        });
        code.Ignore(row => row.Offer);
        code.Property(row => row.Code).HasMaxLength(PromoCode.CodeLength);
        code.Property(row => row.Percent).HasPrecision(5, 2);
        code.Property(row => row.Version).HasDefaultValue(1);
        code.Property(row => row.EventSequence).HasDefaultValue(0L);
        code.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.CreatedBy).OnDelete(DeleteBehavior.Restrict);
        code.HasIndex(row => row.Code).IsUnique().HasDatabaseName("ux_promo_codes_code");
        code.HasIndex(row => new { row.CreatedAt, row.Id }).HasDatabaseName("ix_promo_codes_created_at");
    }
}

internal sealed class PromoRedemptionConfiguration : IEntityTypeConfiguration<PromoRedemption>
{
    public void Configure(EntityTypeBuilder<PromoRedemption> redemption)
    {
        redemption.ToTable("promo_redemptions");
        redemption.HasKey(row => row.BookingId);
        redemption.Property(row => row.BookingId).ValueGeneratedNever();
        redemption.HasOne<Booking>().WithOne().HasForeignKey<PromoRedemption>(row => row.BookingId).OnDelete(DeleteBehavior.Restrict);
        redemption.HasOne<PromoCode>().WithMany().HasForeignKey(row => row.PromoCodeId).OnDelete(DeleteBehavior.Restrict);
        redemption.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        redemption.HasIndex(row => new { row.PromoCodeId, row.UserId }).HasDatabaseName("ix_promo_redemptions_code");
        redemption.HasIndex(row => row.UserId).HasDatabaseName("ix_promo_redemptions_user");
    }
}
