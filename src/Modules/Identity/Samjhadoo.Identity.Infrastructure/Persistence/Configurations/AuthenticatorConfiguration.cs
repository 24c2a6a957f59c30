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
