namespace Samjhadoo.Shared.Domain;

/// <summary>What sort of refusal an <see cref="Error"/> is. One place in the API turns a kind into a status code.</summary>
public enum ErrorKind
{
    /// <summary>The request is malformed or a field is invalid (400).</summary>
    Invalid,

    /// <summary>The caller is not known (401).</summary>
    Unauthenticated,

    /// <summary>The caller is known and may not do this (403).</summary>
    Forbidden,

    /// <summary>The thing does not exist, or belongs to someone else (404).</summary>
    NotFound,

    /// <summary>The thing is in a state that does not allow this (409).</summary>
    Conflict,

    /// <summary>The caller's version of the thing is out of date (412).</summary>
    PreconditionFailed,

    /// <summary>A business rule says no (422).</summary>
    Rule,

    /// <summary>A condition header is missing (428).</summary>
    PreconditionRequired,

    /// <summary>Too many requests, or a quota is used up (429).</summary>
    TooMany,

    /// <summary>A dependency is down; the same request may succeed later (503).</summary>
    Unavailable,
}

/// <summary>
/// An expected failure as a value. The code is stable and never translated; the texts live in each module's
/// <c>Texts/errors.&lt;language&gt;.json</c> and name the arguments as <c>{placeholders}</c>.
/// </summary>
/// <param name="Code">Stable snake-case code with the module's name in front, e.g. <c>wallet.insufficient_funds</c>.</param>
/// <param name="Kind">What sort of refusal it is.</param>
public sealed record Error(string Code, ErrorKind Kind)
{
    /// <summary>Named arguments of the text, already formatted without regard to language.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Field errors of an <see cref="ErrorKind.Invalid"/> request; empty otherwise.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>After what time the same request may succeed; sent as <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same error with one more named argument.</summary>
    public Error With(string name, object value) => this with
    {
        Arguments = new Dictionary<string, string>(Arguments)
        {
            [name] = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
        },
    };

    /// <summary>An invalid request with its field errors.</summary>
    public static Error Invalid(params IReadOnlyList<FieldError> fields) =>
        RequestErrors.Invalid with { Fields = fields };
}

/// <summary>One invalid field of a request.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into the body, e.g. <c>/amount</c>; for query and path the parameter's name.</param>
/// <param name="Code">Stable code of the rule, e.g. <c>too_long</c>; its texts stand under <c>field.too_long</c>.</param>
/// <param name="Message">Text in English, sent where there is no text for the code.</param>
public sealed record FieldError(string Pointer, string Code, string Message)
{
    /// <summary>Named arguments of the text, e.g. <c>max</c>.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();
}
