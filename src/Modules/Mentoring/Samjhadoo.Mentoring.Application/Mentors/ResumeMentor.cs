using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>The caller can be found and booked again.</summary>
internal sealed record ResumeMentorCommand : ICommand<OwnMentorResponse>;

internal sealed class ResumeMentorHandler(IMentorRepository mentors, ISkillRepository skills, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<ResumeMentorCommand, OwnMentorResponse>
{
    public async Task<Result<OwnMentorResponse>> Handle(ResumeMentorCommand command, CancellationToken cancellationToken)
    {
        if (await mentors.LockAsync(caller.Id, cancellationToken) is not { } profile)
            return MentorErrors.NoProfile;
        profile.Resume(time.GetUtcNow());
        return OwnMentorResponse.Of(profile, await skills.FindAsync([.. profile.Skills.Select(skill => skill.SkillId)], cancellationToken));
    }
}
