using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Calendar;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("calendar_feeds");
        feed.HasKey(row => row.UserId);
        feed.Property(row => row.UserId).ValueGeneratedNever();
        feed.HasOne<UserReplica>().WithOne().HasForeignKey<CalendarFeed>(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        feed.HasIndex(row => row.SecretHash).IsUnique().HasDatabaseName("ux_calendar_feeds_secret");
    }
}
