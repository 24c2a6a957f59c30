using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Mentoring.Domain.PromoCodes;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class PricingRuleConfiguration : IEntityTypeConfiguration<PricingRule>
{
    public void Configure(EntityTypeBuilder<PricingRule> rule)
    {
        rule.ToTable("pricing_rules", table =>
        {
            table.HasWords("ck_pricing_rules_kind", "kind", typeof(PricingRuleKind));
            table.HasCheckConstraint("ck_pricing_rules_percent", "percent between 0 and 150");
        });
        rule.Property(row => row.Kind).HasWords();
        rule.Property(row => row.Key).HasMaxLength(PricingRule.KeyLength);
        rule.Property(row => row.Percent).HasPrecision(5, 2);
        rule.Property(row => row.Version).HasDefaultValue(1);
        rule.Property(row => row.EventSequence).HasDefaultValue(0L);
        rule.HasIndex(row => new { row.Kind, row.Key }).IsUnique().HasDatabaseName("ux_pricing_rules");
    }
}

internal sealed class PricingRuleChangeConfiguration : IEntityTypeConfiguration<PricingRuleChange>
{
    public void Configure(EntityTypeBuilder<PricingRuleChange> change)
    {
        change.ToTable("pricing_rule_changes");
        change.Property(row => row.Before).HasPrecision(5, 2);
        change.Property(row => row.After).HasPrecision(5, 2);
        change.Property(row => row.Reason).HasMaxLength(PricingRule.ReasonLength);
        change.HasOne<PricingRule>().WithMany().HasForeignKey(row => row.RuleId).OnDelete(DeleteBehavior.Restrict);
        change.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.AdminId).OnDelete(DeleteBehavior.Restrict);
        change.HasIndex(row => new { row.RuleId, row.ChangedAt, row.Id }).HasDatabaseName("ix_pricing_rule_changes_rule");
    }
}

internal sealed class QuoteConfiguration : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> quote)
    {
        quote.ToTable("quotes");
        quote.ComplexProperty(row => row.Price, PriceColumns.Configure);
        quote.HasOne<MentorProfile>().WithMany().HasForeignKey(row => row.MentorId).HasPrincipalKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        quote.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.MenteeId).OnDelete(DeleteBehavior.Restrict);
        quote.HasOne<PromoCode>().WithMany().HasForeignKey(row => row.PromoCodeId).OnDelete(DeleteBehavior.Restrict);
        quote.HasIndex(row => row.MentorId).HasDatabaseName("ix_quotes_mentor");
        quote.HasIndex(row => row.MenteeId).HasDatabaseName("ix_quotes_mentee");
        quote.HasIndex(row => row.PromoCodeId).HasDatabaseName("ix_quotes_promo_code");
        quote.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_quotes_expires_at");
    }
}

internal sealed class PriceSnapshotConfiguration : IEntityTypeConfiguration<PriceSnapshot>
{
    public void Configure(EntityTypeBuilder<PriceSnapshot> snapshot)
    {
        snapshot.ToTable("price_snapshots");
        snapshot.HasKey(row => row.BookingId);
        snapshot.Property(row => row.BookingId).ValueGeneratedNever();
        snapshot.ComplexProperty(row => row.Price, PriceColumns.Configure);
        snapshot.HasOne<Booking>().WithOne().HasForeignKey<PriceSnapshot>(row => row.BookingId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class PriceColumns
{
    public static void Configure(ComplexPropertyBuilder<Price> price)
    {
        price.Property(row => row.HourlyRate).HasColumnName("hourly_rate");
        price.Property(row => row.Minutes).HasColumnName("minutes");
        price.Property(row => row.Base).HasColumnName("base");
        price.Property(row => row.RegionalPercent).HasColumnName("regional_percent").HasPrecision(5, 2);
        price.Property(row => row.Regional).HasColumnName("regional");
        price.Property(row => row.CommunityPercent).HasColumnName("community_percent").HasPrecision(5, 2);
        price.Property(row => row.Community).HasColumnName("community");
        price.Property(row => row.Promotion).HasColumnName("promotion");
        price.Property(row => row.Total).HasColumnName("total");
        price.Property(row => row.CommissionPercent).HasColumnName("commission_percent").HasPrecision(5, 2);
        price.Property(row => row.GstPercent).HasColumnName("gst_percent").HasPrecision(5, 2);
        price.Ignore(row => row.Lines);
    }
}
