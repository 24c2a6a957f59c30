using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Infrastructure.Logins;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class LoginThrottleConfiguration : IEntityTypeConfiguration<LoginThrottleRow>
{
    public void Configure(EntityTypeBuilder<LoginThrottleRow> throttle)
    {
        throttle.ToTable("login_throttles");
        throttle.HasKey(row => row.Key);
        throttle.HasIndex(row => row.ForgetAt).HasDatabaseName("ix_login_throttles_forget_at");
    }
}
