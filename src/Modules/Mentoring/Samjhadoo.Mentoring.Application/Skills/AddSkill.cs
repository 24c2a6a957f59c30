using FluentValidation;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Skills;

internal sealed record AddSkillCommand(string Slug, string Name, string Category, IReadOnlyList<string>? Aliases = null) : ICommand<SkillResponse>;

internal sealed class AddSkillValidator : AbstractValidator<AddSkillCommand>
{
    public AddSkillValidator()
    {
        RuleFor(command => command.Slug).Matches("^[a-z0-9]+(-[a-z0-9]+)*$").MaximumLength(Skill.SlugLength);
        RuleFor(command => command.Name).SkillName();
        RuleFor(command => command.Category).Category();
        RuleFor(command => command.Aliases!).Aliases().When(command => command.Aliases is not null);
    }
}

internal sealed class AddSkillHandler(ISkillRepository skills) : ICommandHandler<AddSkillCommand, SkillResponse>
{
    public Task<Result<SkillResponse>> Handle(AddSkillCommand command, CancellationToken cancellationToken)
    {
        var skill = new Skill(command.Slug, command.Name, command.Category, command.Aliases ?? []);
        skills.Add(skill);
        return Task.FromResult<Result<SkillResponse>>(SkillResponse.Of(skill));
    }
}
