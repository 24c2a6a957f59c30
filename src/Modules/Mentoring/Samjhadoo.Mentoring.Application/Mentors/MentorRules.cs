using FluentValidation;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application.Pipeline;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>Shape of what a mentor says of himself.</summary>
internal static class MentorRules
{
    public static IRuleBuilderOptions<T, string?> Headline<T>(this IRuleBuilder<T, string?> rule) =>
        rule.NotEmpty().MaximumLength(MentorProfile.HeadlineLength).OneLine();

    public static IRuleBuilderOptions<T, string?> OneLine<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(text => text is null || !text.Any(char.IsControl)).WithErrorCode("bad_format").WithMessage("is not of the right form");

    public static IRuleBuilderOptions<T, IEnumerable<string>> Languages<T>(this IRuleBuilder<T, IReadOnlyList<string>> rule) => rule
        .NotEmpty()
        .Must(languages => languages.Count <= MentorProfile.MaxLanguages).WithErrorCode("too_many").WithMessage("has too many items")
        .ForEach(language => language.OneOf(SpokenLanguage.All));

    public static IRuleBuilderOptions<T, IEnumerable<string>> Skills<T>(this IRuleBuilder<T, IReadOnlyList<string>> rule) => rule
        .Must(slugs => slugs.Count <= MentorProfile.MaxSkills).WithErrorCode("too_many").WithMessage("has too many items")
        .ForEach(slug => slug.NotEmpty().MaximumLength(Skill.SlugLength));
}
