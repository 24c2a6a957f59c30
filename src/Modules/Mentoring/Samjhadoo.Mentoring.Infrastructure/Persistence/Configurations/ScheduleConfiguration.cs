using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Schedules;

namespace Samjhadoo.Mentoring.Infrastructure.Persistence.Configurations;

internal sealed class ScheduleConfiguration : IEntityTypeConfiguration<Schedule>
{
    private const string Quarters = "starts_minute % 15 = 0 and ends_minute % 15 = 0";

    public void Configure(EntityTypeBuilder<Schedule> schedule)
    {
        schedule.ToTable("availabilities", table =>
        {
            table.HasCheckConstraint("ck_availabilities_buffers", $"buffer_before between 0 and {Schedule.MaxBufferMinutes} and buffer_after between 0 and {Schedule.MaxBufferMinutes}");
            table.HasCheckConstraint("ck_availabilities_minimum_notice", $"minimum_notice between 0 and {Schedule.MaxNoticeMinutes}");
            table.HasCheckConstraint("ck_availabilities_window_days", $"window_days between 1 and {Schedule.MaxWindowDays}");
            table.HasCheckConstraint("ck_availabilities_daily_cap", $"daily_cap between 1 and {Schedule.MaxDailyCap}");
        });
        schedule.Property(row => row.TimeZone).HasMaxLength(50);
        schedule.Property(row => row.BufferBefore).HasDefaultValue((short)0);
        schedule.Property(row => row.BufferAfter).HasDefaultValue((short)0);
        schedule.Property(row => row.MinimumNotice).HasDefaultValue(120).HasSentinel(120);
        schedule.Property(row => row.WindowDays).HasDefaultValue((short)60).HasSentinel((short)60);
        schedule.Property(row => row.Version).HasDefaultValue(1);
        schedule.Property(row => row.EventSequence).HasDefaultValue(0L);
        schedule.HasAlternateKey(row => row.MentorId).HasName("availabilities_mentor_id_key");
        schedule.HasOne<MentorProfile>().WithOne().HasForeignKey<Schedule>(row => row.MentorId).HasPrincipalKey<MentorProfile>(row => row.UserId);

        schedule.OwnsMany(row => row.Rules, rule =>
        {
            rule.ToTable("availability_rules", table =>
                table.HasCheckConstraint("ck_availability_rules", $"day_of_week between 1 and 7 and 0 <= starts_minute and starts_minute < ends_minute and ends_minute <= 1440 and {Quarters}"));
            rule.WithOwner().HasForeignKey("MentorId").HasPrincipalKey(row => row.MentorId);
            rule.HasKey("MentorId", nameof(WeeklyHours.DayOfWeek), nameof(WeeklyHours.StartsMinute), nameof(WeeklyHours.EndsMinute));
        });
        schedule.OwnsMany(row => row.Overrides, hours =>
        {
            hours.ToTable("availability_overrides", table =>
                table.HasCheckConstraint("ck_availability_overrides", $"0 <= starts_minute and (starts_minute < ends_minute or ends_minute = 0) and ends_minute <= 1440 and {Quarters}"));
            hours.WithOwner().HasForeignKey("MentorId").HasPrincipalKey(row => row.MentorId);
            hours.HasKey("MentorId", nameof(DateHours.Day), nameof(DateHours.StartsMinute), nameof(DateHours.EndsMinute));
        });
        schedule.Navigation(row => row.Rules).HasField("_rules");
        schedule.Navigation(row => row.Overrides).HasField("_overrides");
    }
}
