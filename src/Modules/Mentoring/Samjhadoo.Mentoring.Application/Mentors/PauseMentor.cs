using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>The caller takes no new bookings and is not found; what is booked stays booked.</summary>
internal sealed record PauseMentorCommand : ICommand<OwnMentorResponse>;

internal sealed class PauseMentorHandler(IMentorRepository mentors, ISkillRepository skills, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<PauseMentorCommand, OwnMentorResponse>
{
    public async Task<Result<OwnMentorResponse>> Handle(PauseMentorCommand command, CancellationToken cancellationToken)
    {
        if (await mentors.LockAsync(caller.Id, cancellationToken) is not { } profile)
            return MentorErrors.NoProfile;
        profile.Pause(time.GetUtcNow());
        return OwnMentorResponse.Of(profile, await skills.FindAsync([.. profile.Skills.Select(skill => skill.SkillId)], cancellationToken));
    }
}
