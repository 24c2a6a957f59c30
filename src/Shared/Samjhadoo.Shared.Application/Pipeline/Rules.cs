using FluentValidation;

namespace Samjhadoo.Shared.Application.Pipeline;

/// <summary>Rules that more than one module needs.</summary>
public static class Rules
{
    /// <summary>One of these words, or nothing; the refusal lists them.</summary>
    public static IRuleBuilderOptions<T, string?> OneOf<T>(this IRuleBuilder<T, string?> rule, IReadOnlyCollection<string> words) => rule
        .Must((_, value, context) =>
        {
            context.MessageFormatter.AppendArgument("Allowed", string.Join(", ", words));
            return value is null || words.Contains(value);
        })
        .WithErrorCode("unknown_word")
        .WithMessage("must be one of: {Allowed}");
}
