using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Schedules;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Samples;

/// <summary>Makes a mentor of somebody of the sample data, once; no route leads here.</summary>
internal sealed record MakeSampleMentorCommand(
    string Username,
    string Headline,
    string Bio,
    string Expertise,
    Money HourlyRate,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Skills,
    bool IsVerified,
    SampleHours Hours) : ICommand<Done>;

/// <summary>When a sample mentor has time.</summary>
internal enum SampleHours
{
    Mornings,
    Evenings,
    Weekdays,
    Weekends,
}

internal sealed class MakeSampleMentorHandler(
    IMentorRepository mentors, IScheduleRepository schedules, ISkillRepository skills, IUserDirectory directory, IUserReplica users, TimeProvider time)
    : ICommandHandler<MakeSampleMentorCommand, Done>
{
    private static readonly short[] Days = [1, 2, 3, 4, 5, 6, 7];

    public async Task<Result<Done>> Handle(MakeSampleMentorCommand command, CancellationToken cancellationToken)
    {
        if (await directory.FindByUsernameAsync(command.Username, cancellationToken) is not { } user || await mentors.FindAsync(user.Id, cancellationToken) is not null)
            return Done.Value;
        await users.EnsureAsync(user.Id, cancellationToken);

        var now = time.GetUtcNow();
        var chosen = await skills.FindAsync(command.Skills, cancellationToken);
        var profile = MentorProfile.Open(
            user.Id,
            new MentorDetails(command.Headline, command.Bio, command.Expertise, command.HourlyRate, command.Languages, [.. chosen.Select(skill => skill.Id)], CommunityDiscount: true),
            now);
        profile.RoleGranted(now);
        profile.SetVerified(command.IsVerified, now);
        mentors.Add(profile);

        var schedule = new Schedule(user.Id, user.TimeZone);
        schedule.Replace(new ScheduleDetails(user.TimeZone, BufferBefore: 0, BufferAfter: 10, MinimumNotice: 60, WindowDays: 60, DailyCap: 6, [.. HoursOf(command.Hours)], []), now);
        schedules.Add(schedule);
        return Done.Value;
    }

    private static IEnumerable<WeeklyHours> HoursOf(SampleHours hours) => hours switch
    {
        SampleHours.Mornings => Days.Select(day => new WeeklyHours(day, 6 * 60, 9 * 60)),
        SampleHours.Evenings => Days.Select(day => new WeeklyHours(day, 18 * 60, 22 * 60)),
        SampleHours.Weekdays => Days[..5].SelectMany(day => new[] { new WeeklyHours(day, 10 * 60, 13 * 60), new WeeklyHours(day, 14 * 60, 17 * 60) }),
        _ => Days[5..].Select(day => new WeeklyHours(day, 9 * 60, 20 * 60)),
    };
}
