using System.Globalization;
using FluentValidation.Results;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Application.Pipeline;

/// <summary>A validator's failures as the API's field errors.</summary>
internal static class FieldErrors
{
    // FluentValidation's names of its rules are not for clients.
    private static readonly Dictionary<string, (string Code, string Message)> Rules = new()
    {
        ["NotNullValidator"] = ("required", "is required"),
        ["NotEmptyValidator"] = ("required", "is required"),
        ["NullValidator"] = ("not_allowed", "is not allowed here"),
        ["EmptyValidator"] = ("not_allowed", "is not allowed here"),
        ["MaximumLengthValidator"] = ("too_long", "is too long"),
        ["MinimumLengthValidator"] = ("too_short", "is too short"),
        ["LengthValidator"] = ("bad_length", "is too short or too long"),
        ["ExactLengthValidator"] = ("bad_length", "is too short or too long"),
        ["GreaterThanValidator"] = ("not_above", "is too small"),
        ["GreaterThanOrEqualValidator"] = ("too_small", "is too small"),
        ["LessThanValidator"] = ("not_below", "is too large"),
        ["LessThanOrEqualValidator"] = ("too_large", "is too large"),
        ["InclusiveBetweenValidator"] = ("out_of_range", "is out of range"),
        ["ExclusiveBetweenValidator"] = ("out_of_range", "is out of range"),
        ["EmailValidator"] = ("bad_email", "is not an e-mail address"),
        ["RegularExpressionValidator"] = ("bad_format", "is not of the right form"),
        ["EnumValidator"] = ("bad_value", "is not of the right form"),
        ["EqualValidator"] = ("bad_value", "is not of the right form"),
        ["NotEqualValidator"] = ("bad_value", "is not of the right form"),
        ["PredicateValidator"] = ("bad_value", "is not of the right form"),
        ["AsyncPredicateValidator"] = ("bad_value", "is not of the right form"),
    };

    private static readonly (string Name, string Place)[] Arguments =
    [
        ("min", "MinLength"), ("max", "MaxLength"), ("min", "From"), ("max", "To"), ("limit", "ComparisonValue"), ("allowed", "Allowed"),
    ];

    public static FieldError Of(ValidationFailure failure)
    {
        var (code, message) = Rules.GetValueOrDefault(failure.ErrorCode, (failure.ErrorCode, failure.ErrorMessage));
        var arguments = new Dictionary<string, string>();
        foreach (var (name, place) in Arguments)
        {
            if (failure.FormattedMessagePlaceholderValues?.GetValueOrDefault(place) is { } value)
                arguments[name] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        }

        return new FieldError(Pointer(failure.PropertyName), code, message) { Arguments = arguments };
    }

    // FluentValidation says "Address.Lines[2]"; clients get the JSON pointer /address/lines/2.
    private static string Pointer(string property) =>
        string.Concat(property.Replace("]", "").Split('.', '[').Where(part => part.Length > 0).Select(part => $"/{char.ToLowerInvariant(part[0])}{part[1..]}"));
}
