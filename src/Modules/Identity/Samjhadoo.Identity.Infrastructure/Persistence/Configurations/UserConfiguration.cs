using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users", table =>
        {
            table.HasCheckConstraint("ck_users_username", "username = lower(username)");
            table.HasCheckConstraint("ck_users_email", "email = lower(email)");
            table.HasCheckConstraint("ck_users_role", $"role in ({Sql.List(UserRole.All)})");
            table.HasCheckConstraint("ck_users_is_active", "is_active is not null");
            table.HasCheckConstraint("ck_users_community", $"community in ({Sql.List(Community.All)})");
            table.HasCheckConstraint("ck_users_language", $"language in ({Sql.List(Language.All)})");
            table.HasCheckConstraint("ck_users_city_tier", "city_tier between 1 and 3");
        });
        user.Ignore(row => row.Stamp);
        user.Property(row => row.Username).HasMaxLength(User.UsernameLength);
        user.Property(row => row.Email).HasMaxLength(User.EmailLength);
        user.Property(row => row.PasswordHash).HasColumnName("password").HasMaxLength(255);
        user.Property(row => row.Name).HasMaxLength(User.NameLength);
        user.Property(row => row.Role).HasMaxLength(20);
        user.Property(row => row.IsActive).HasDefaultValue(true);
        user.Property(row => row.Version).HasDefaultValue(1);
        user.Property(row => row.EventSequence).HasDefaultValue(0L).IsConcurrencyToken();
        user.Property(row => row.CommunityVerified).HasDefaultValue(false);
        user.Property(row => row.MfaEnabled).HasDefaultValue(false);
        user.Property(row => row.TimeZone).HasMaxLength(50).HasDefaultValue(User.DefaultTimeZone);
        user.Property(row => row.Language).HasMaxLength(2).HasDefaultValue(Language.Default);
        user.Property(row => row.Community).HasMaxLength(20).HasDefaultValue(Community.None);
        user.Property(row => row.City).HasMaxLength(100);
        user.Property(row => row.AvatarUrl).HasMaxLength(500);
        user.Property(row => row.ConsentVersion).HasMaxLength(ConsentTexts.VersionLength);
        user.Property(row => row.SuspensionReason).HasMaxLength(500);

        // The seed's UNIQUE constraints stand in Sql.Finish: EF Core would forbid to change an alternate key.
        user.HasIndex(row => row.Email).HasDatabaseName("idx_users_email");
        user.HasIndex(row => row.Username).HasDatabaseName("idx_users_username");
        user.HasIndex(row => row.Role).HasDatabaseName("idx_users_role");
        user.HasIndex(row => new { row.CreatedAt, row.Id }).HasDatabaseName("ix_users_created_at");
        user.HasIndex(row => row.CreatedAt).HasDatabaseName("ix_users_unverified").HasFilter("email_verified_at is null");
    }
}
