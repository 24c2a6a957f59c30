using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Schedules;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>First step of <see cref="BecomeMentorFlow"/>: the profile and an empty schedule in the user's own zone.</summary>
internal sealed record OpenProfileCommand(long UserId, string TimeZone, BecomeMentorFlow Wish) : ICommand<OwnMentorResponse>;

internal sealed class OpenProfileHandler(
    IMentorRepository mentors, IScheduleRepository schedules, MentorChoices choices, IUserReplica users, TimeProvider time)
    : ICommandHandler<OpenProfileCommand, OwnMentorResponse>
{
    public async Task<Result<OwnMentorResponse>> Handle(OpenProfileCommand command, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(command.UserId, cancellationToken);
        if (await mentors.FindAsync(command.UserId, cancellationToken) is not null)
            return MentorErrors.AlreadyMentor;
        var wish = command.Wish;
        if (await choices.RefuseRateAsync(wish.HourlyRate, cancellationToken) is { } refusal)
            return refusal;
        var skills = await choices.SkillsAsync(wish.Skills, holder: null, cancellationToken);
        if (skills.IsFailure)
            return skills.Error;

        var profile = MentorProfile.Open(
            command.UserId,
            new MentorDetails(wish.Headline, wish.Bio, wish.Expertise, wish.HourlyRate, wish.Languages, [.. skills.Value.Select(skill => skill.Id)], wish.CommunityDiscount),
            time.GetUtcNow());
        mentors.Add(profile);
        schedules.Add(new Schedule(command.UserId, command.TimeZone));
        return OwnMentorResponse.Of(profile, skills.Value);
    }
}
