using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.Property(row => row.IpAddress).HasMaxLength(45);
        session.Property(row => row.UserAgent).HasMaxLength(300);
        session.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        session.HasIndex(row => new { row.UserId, row.CreatedAt, row.Id }).HasDatabaseName("ix_sessions_user");
        session.HasIndex(row => row.ExpiresAt).HasDatabaseName("ix_sessions_expires_at");
    }
}

internal sealed class RefreshTokenConfiguration : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> token)
    {
        token.ToTable("refresh_tokens");
        token.HasKey(row => row.Hash);
        token.HasOne<Session>().WithMany().HasForeignKey(row => row.SessionId).OnDelete(DeleteBehavior.Cascade);
        token.HasIndex(row => row.SessionId).HasDatabaseName("ix_refresh_tokens_session");
    }
}
