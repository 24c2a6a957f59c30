using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.Mentors;
using Samjhadoo.Identity.Domain.Users;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class MentorGrantConfiguration : IEntityTypeConfiguration<MentorGrant>
{
    public void Configure(EntityTypeBuilder<MentorGrant> grant)
    {
        grant.ToTable("mentor_grants");
        grant.HasKey(row => row.Reference);
        grant.Property(row => row.Reference).HasMaxLength(100);
        grant.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        grant.HasIndex(row => row.UserId).HasDatabaseName("ix_mentor_grants_user");
    }
}
