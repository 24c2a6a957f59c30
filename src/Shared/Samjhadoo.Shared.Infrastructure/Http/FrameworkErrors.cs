using Microsoft.AspNetCore.Http;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>What the framework refuses before any use case runs, as errors like all others.</summary>
internal static class FrameworkErrors
{
    public static readonly Error Malformed = new("request.malformed", ErrorKind.Invalid);
    public static readonly Error MethodNotAllowed = new("request.method_not_allowed", ErrorKind.Invalid);
    public static readonly Error NotAcceptable = new("request.not_acceptable", ErrorKind.Invalid);
    public static readonly Error Timeout = new("request.timeout", ErrorKind.Invalid);
    public static readonly Error TooLarge = new("request.too_large", ErrorKind.Invalid);
    public static readonly Error UnsupportedMediaType = new("request.unsupported_media_type", ErrorKind.Invalid);
    public static readonly Error HeadersTooLarge = new("request.headers_too_large", ErrorKind.Invalid);

    /// <summary>A bug of ours; what went wrong is in the log under the trace id.</summary>
    public static readonly Error Bug = new("server.error", ErrorKind.Unavailable);

    private static readonly (int Status, Error Error)[] Own =
    [
        (StatusCodes.Status405MethodNotAllowed, MethodNotAllowed),
        (StatusCodes.Status406NotAcceptable, NotAcceptable),
        (StatusCodes.Status408RequestTimeout, Timeout),
        (StatusCodes.Status413PayloadTooLarge, TooLarge),
        (StatusCodes.Status415UnsupportedMediaType, UnsupportedMediaType),
        (StatusCodes.Status431RequestHeaderFieldsTooLarge, HeadersTooLarge),
        (StatusCodes.Status500InternalServerError, Bug),
    ];

    private static readonly Dictionary<string, int> Statuses = Own.ToDictionary(pair => pair.Error.Code, pair => pair.Status);

    /// <summary>The status an error is sent with.</summary>
    public static int StatusOf(Error error) =>
        Statuses.TryGetValue(error.Code, out var status) ? status : StatusOf(error.Kind);

    /// <summary>The error that stands for a bare status code of the framework.</summary>
    public static Error Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => Malformed,
        StatusCodes.Status401Unauthorized => RequestErrors.Unauthenticated,
        StatusCodes.Status403Forbidden => RequestErrors.Forbidden,
        StatusCodes.Status404NotFound => RequestErrors.NotFound,
        StatusCodes.Status409Conflict => RequestErrors.Conflict,
        StatusCodes.Status412PreconditionFailed => RequestErrors.PreconditionFailed,
        StatusCodes.Status428PreconditionRequired => RequestErrors.PreconditionRequired,
        StatusCodes.Status429TooManyRequests => RequestErrors.TooMany,
        StatusCodes.Status503ServiceUnavailable => RequestErrors.Unavailable,
        _ => Array.Find(Own, pair => pair.Status == status).Error ?? (status < 500 ? Malformed : Bug),
    };

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.PreconditionFailed => StatusCodes.Status412PreconditionFailed,
        ErrorKind.Rule => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.PreconditionRequired => StatusCodes.Status428PreconditionRequired,
        ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status503ServiceUnavailable,
    };
}
