using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class MentorProfileConfiguration : IEntityTypeConfiguration<MentorProfile>
{
    public void Configure(EntityTypeBuilder<MentorProfile> profile)
    {
        profile.ToTable("mentor_profiles", table =>
        {
            // The seed's columns are nullable; these keep nulls out.
            table.HasCheckConstraint("ck_mentor_profiles_user_id", "user_id is not null");
            table.HasCheckConstraint("ck_mentor_profiles_hourly_rate", "hourly_rate is not null and hourly_rate > 0");
            table.HasCheckConstraint("ck_mentor_profiles_is_verified", "is_verified is not null");
            table.HasCheckConstraint("ck_mentor_profiles_rating", "rating between 1 and 5 and (rating is null) = (rating_count = 0)");
            table.HasCheckConstraint("ck_mentor_profiles_total_sessions", "total_sessions is not null and total_sessions >= 0");
            table.HasCheckConstraint("ck_mentor_profiles_rating_count", "rating_count >= 0");
        });

        // The seed's columns stand first and in its order.
        profile.Property(row => row.Id).HasColumnOrder(1);
        profile.Property(row => row.UserId).HasColumnOrder(2);
        profile.Property(row => row.Bio).HasColumnOrder(3);
        profile.Property(row => row.Expertise).HasColumnOrder(4).HasMaxLength(MentorProfile.ExpertiseLength);
        profile.Property(row => row.HourlyRate).HasColumnOrder(5);
        profile.Property(row => row.IsVerified).HasColumnOrder(6).HasDefaultValue(false);
        profile.Property(row => row.Rating).HasColumnOrder(7).HasPrecision(3, 2);
        profile.Property(row => row.TotalSessions).HasColumnOrder(8).HasDefaultValue(0);
        profile.Property(row => row.Headline).HasColumnOrder(9).HasMaxLength(MentorProfile.HeadlineLength).HasDefaultValue("");
        profile.Property(row => row.Languages).HasDefaultValueSql("'{}'");
        profile.Property(row => row.CommunityDiscount).HasDefaultValue(true).HasSentinel(true);
        profile.Property(row => row.RatingCount).HasDefaultValue(0);
        profile.Property(row => row.CreatedAt).HasDefaultValueSql("now()");
        profile.Property(row => row.Version).HasDefaultValue(1);
        profile.Property(row => row.EventSequence).HasDefaultValue(0L);

        profile.HasAlternateKey(row => row.UserId).HasName("mentor_profiles_user_id_key");
        profile.HasOne<UserReplica>().WithOne().HasForeignKey<MentorProfile>(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        profile.HasIndex(row => row.CreatedAt).HasDatabaseName("ix_mentor_profiles_ungranted").HasFilter("role_granted_at is null");

        profile.OwnsMany(row => row.Skills, skill =>
        {
            skill.ToTable("mentor_skills");
            skill.WithOwner().HasForeignKey("MentorId").HasPrincipalKey(row => row.UserId);
            skill.HasKey("MentorId", nameof(MentorSkill.SkillId));
            skill.Property(row => row.SkillId).ValueGeneratedNever();
            skill.HasOne<Skill>().WithMany().HasForeignKey(row => row.SkillId).OnDelete(DeleteBehavior.Restrict);
            skill.HasIndex(row => row.SkillId).HasDatabaseName("ix_mentor_skills_skill");
        });
        profile.Navigation(row => row.Skills).HasField("_skills");
    }
}

internal sealed class SkillConfiguration : IEntityTypeConfiguration<Skill>
{
    public void Configure(EntityTypeBuilder<Skill> skill)
    {
        skill.ToTable("skills", table => table.HasCheckConstraint("ck_skills_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'"));
        skill.Property(row => row.Slug).HasMaxLength(Skill.SlugLength);
        skill.Property(row => row.Name).HasMaxLength(Skill.NameLength);
        skill.Property(row => row.Category).HasMaxLength(Skill.CategoryLength);
        skill.Property(row => row.Aliases).HasDefaultValueSql("'{}'");
        skill.Property(row => row.IsActive).HasDefaultValue(true).HasSentinel(true);
        skill.Property(row => row.Version).HasDefaultValue(1);
        skill.Property(row => row.EventSequence).HasDefaultValue(0L);
        skill.HasIndex(row => row.Slug).IsUnique().HasDatabaseName("ux_skills_slug");
        skill.HasIndex(row => new { row.Category, row.Name, row.Id }).HasDatabaseName("ix_skills_category");
    }
}

internal sealed class RateLimitsConfiguration : IEntityTypeConfiguration<RateLimits>
{
    public void Configure(EntityTypeBuilder<RateLimits> limits)
    {
        limits.ToTable("rate_limits", table =>
        {
            table.HasCheckConstraint("ck_rate_limits_one", "id = 1");
            table.HasCheckConstraint("ck_rate_limits_order", "0 < minimum and minimum <= maximum");
        });
        limits.Property(row => row.Id).ValueGeneratedNever();
        limits.Property(row => row.Version).HasDefaultValue(1);
        limits.Property(row => row.EventSequence).HasDefaultValue(0L);
        limits.HasOne<UserReplica>().WithMany().HasForeignKey(row => row.UpdatedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
