using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Skills;

/// <summary>Edits a skill, or retires it (<c>isActive</c>); its slug stays, since addresses hold it.</summary>
internal sealed record EditSkillCommand(
    Optional<string> Name, Optional<string> Category, Optional<IReadOnlyList<string>> Aliases, Optional<bool> IsActive) : ICommand<SkillResponse>
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class EditSkillValidator : AbstractValidator<EditSkillCommand>
{
    public EditSkillValidator()
    {
        RuleFor(command => command.Name.Or("-")).SkillName().OverridePropertyName(nameof(EditSkillCommand.Name));
        RuleFor(command => command.Category.Or("-")).Category().OverridePropertyName(nameof(EditSkillCommand.Category));
        RuleFor(command => command.Aliases.Or(Array.Empty<string>())).Aliases().OverridePropertyName(nameof(EditSkillCommand.Aliases));
    }
}

internal sealed class EditSkillHandler(ISkillRepository skills) : ICommandHandler<EditSkillCommand, SkillResponse>
{
    public async Task<Result<SkillResponse>> Handle(EditSkillCommand command, CancellationToken cancellationToken)
    {
        if (await skills.LockAsync(command.Id, cancellationToken) is not { } skill)
            return MentorErrors.SkillNotFound;
        if (skill.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        skill.Edit(command.Name.Or(skill.Name), command.Category.Or(skill.Category), command.Aliases.Or(skill.Aliases), command.IsActive.Or(skill.IsActive));
        return SkillResponse.Of(skill);
    }
}
