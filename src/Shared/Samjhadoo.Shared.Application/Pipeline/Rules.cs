using FluentValidation;
using FluentValidation.Validators;

namespace Samjhadoo.Shared.Application.Pipeline;

/// <summary>Rules that more than one module needs.</summary>
public static class Rules
{
    /// <summary>One of these words, or nothing; the refusal and the OpenAPI document list them.</summary>
    public static IRuleBuilderOptions<T, string?> OneOf<T>(this IRuleBuilder<T, string?> rule, IReadOnlyCollection<string> words) => rule
        .SetValidator(new OneOfValidator<T>(words))
        .WithErrorCode("unknown_word");
}

/// <summary>A rule with a closed list of words.</summary>
internal interface IOneOfValidator : IPropertyValidator
{
    /// <summary>The words.</summary>
    IReadOnlyCollection<string> Words { get; }
}

internal sealed class OneOfValidator<T>(IReadOnlyCollection<string> words) : PropertyValidator<T, string?>, IOneOfValidator
{
    public override string Name => "OneOfValidator";

    public IReadOnlyCollection<string> Words => words;

    public override bool IsValid(ValidationContext<T> context, string? value)
    {
        if (value is null || words.Contains(value))
            return true;
        context.MessageFormatter.AppendArgument("Allowed", string.Join(", ", words));
        return false;
    }

    protected override string GetDefaultMessageTemplate(string errorCode) => "must be one of: {Allowed}";
}
