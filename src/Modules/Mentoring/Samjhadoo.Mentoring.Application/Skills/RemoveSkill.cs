using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Skills;

/// <summary>Removes a skill that no mentor has; one in use can only be retired.</summary>
internal sealed record RemoveSkillCommand(long Id, int? ExpectedVersion) : ICommand<Done>;

internal sealed class RemoveSkillHandler(ISkillRepository skills) : ICommandHandler<RemoveSkillCommand, Done>
{
    public async Task<Result<Done>> Handle(RemoveSkillCommand command, CancellationToken cancellationToken)
    {
        if (await skills.LockAsync(command.Id, cancellationToken) is not { } skill)
            return MentorErrors.SkillNotFound;
        if (skill.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        skills.Remove(skill);
        return Done.Value;
    }
}
