using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.Users;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class AuthenticatorConfiguration : IEntityTypeConfiguration<Authenticator>
{
    public void Configure(EntityTypeBuilder<Authenticator> authenticator)
    {
        authenticator.ToTable("authenticators");
        authenticator.HasKey(row => row.UserId);
        authenticator.Property(row => row.UserId).ValueGeneratedNever();
        authenticator.HasOne<User>().WithOne().HasForeignKey<Authenticator>(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        authenticator.OwnsMany(row => row.RecoveryCodes, code =>
        {
            code.ToTable("recovery_codes");
            code.WithOwner().HasForeignKey("UserId");
            code.HasKey("UserId", nameof(RecoveryCode.Hash));
        });
        authenticator.Ignore(row => row.RecoveryCodesLeft);
    }
}

internal sealed class MfaChallengeConfiguration : IEntityTypeConfiguration<MfaChallenge>
{
    public void Configure(EntityTypeBuilder<MfaChallenge> challenge)
    {
        challenge.ToTable("mfa_challenges");
        challenge.HasKey(row => row.Hash);
        challenge.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        challenge.HasIndex(row => row.UserId).HasDatabaseName("ix_mfa_challenges_user");
        challenge.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_mfa_challenges_expires_at");
    }
}
