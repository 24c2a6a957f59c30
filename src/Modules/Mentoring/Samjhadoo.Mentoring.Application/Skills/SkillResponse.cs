using FluentValidation;
using Samjhadoo.Mentoring.Application.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;

namespace Samjhadoo.Mentoring.Application.Skills;

/// <summary>A skill of the taxonomy; aliases are other words search finds it by.</summary>
internal sealed record SkillResponse(long Id, string Slug, string Name, string Category, IReadOnlyList<string> Aliases, bool IsActive, int Version) : IVersioned
{
    public static SkillResponse Of(Skill skill) => new(skill.Id, skill.Slug, skill.Name, skill.Category, skill.Aliases, skill.IsActive, skill.Version);
}

internal static class SkillRules
{
    public static IRuleBuilderOptions<T, string?> SkillName<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().MaximumLength(Skill.NameLength).OneLine();

    public static IRuleBuilderOptions<T, string?> Category<T>(this IRuleBuilder<T, string?> rule) => rule.NotEmpty().MaximumLength(Skill.CategoryLength).OneLine();

    public static IRuleBuilderOptions<T, IEnumerable<string>> Aliases<T>(this IRuleBuilder<T, IReadOnlyList<string>> rule) => rule
        .Must(aliases => aliases.Count <= Skill.MaxAliases).WithErrorCode("too_many").WithMessage("has too many items")
        .ForEach(alias => alias.NotEmpty().MaximumLength(Skill.NameLength).OneLine());
}
