using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Domain;
using StackExchange.Redis;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>Exceptions are bad requests the framework noticed, lost dependencies (503) or bugs (500); none shows its insides.</summary>
internal sealed partial class ExceptionAnswers(ILogger<ExceptionAnswers> logger, TimeProvider time) : IExceptionHandler
{
    private long _lastLost;
    private int _untold;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        HttpSetup.SetHeaders(httpContext);
        await Problems.WriteAsync(httpContext, ErrorOf(httpContext, exception));
        return true;
    }

    private Error ErrorOf(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException bad:
                return BadRequests.ErrorOf(bad);
            case DbUpdateConcurrencyException:
                return context.Request.Headers.IfMatch.Count > 0 ? RequestErrors.PreconditionFailed : RequestErrors.Conflict;
            // Two callers at once and no handler that turned it into its own error: the one who lost may look again.
            case var _ when (exception as PostgresException ?? exception.InnerException as PostgresException)
                is { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation } violation:
                Clash(violation.ConstraintName, context.GetEndpoint()?.DisplayName);
                return RequestErrors.Conflict;
            case var _ when IsLostDependency(exception):
                Lost(exception);
                return RequestErrors.Unavailable;
            default:
                Bug(exception, context.Request.Method, context.GetEndpoint()?.DisplayName);
                return FrameworkErrors.Bug;
        }
    }

    /// <summary>True when something we need does not answer, is full or is shutting down: the same request may succeed later.</summary>
    internal static bool IsLostDependency(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient || postgres.SqlState is
            PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.IoError
            or PostgresErrorCodes.ReadOnlySqlTransaction,
        NpgsqlException => true,
        RedisException or RedisTimeoutException or SocketException or TimeoutException or HttpRequestException or IOException => true,
        // The caller is still there, so it was a time limit of ours.
        OperationCanceledException => true,
        _ => exception.InnerException is { } inner && IsLostDependency(inner),
    };

    // A dependency that is away fails thousands of requests: one line a second is enough.
    private void Lost(Exception exception)
    {
        var now = time.GetTimestamp();
        var last = Interlocked.Read(ref _lastLost);
        if (last != 0 && time.GetElapsedTime(last, now) < TimeSpan.FromSeconds(1) || Interlocked.CompareExchange(ref _lastLost, now, last) != last)
        {
            Interlocked.Increment(ref _untold);
            return;
        }

        LostDependency(exception.GetBaseException().Message, exception.GetBaseException().GetType().Name, Interlocked.Exchange(ref _untold, 0));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A dependency is away: {Reason} ({Type}); {Untold} more since the last such line")]
    private partial void LostDependency(string reason, string type, int untold);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Constraint {Constraint} refused what {Endpoint} did not")]
    private partial void Clash(string? constraint, string? endpoint);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled exception in {Method} {Endpoint}")]
    private partial void Bug(Exception exception, string method, string? endpoint);
}

/// <summary>Says which part of a request could not be read: a JSON pointer into the body, or the name of a parameter.</summary>
internal static partial class BadRequests
{
    public static Error ErrorOf(BadHttpRequestException exception)
    {
        if (exception.StatusCode != StatusCodes.Status400BadRequest)
            return FrameworkErrors.Of(exception.StatusCode);
        if (exception.InnerException is JsonException json)
            return FrameworkErrors.Malformed with { Fields = [FieldOf(json)] };
        if (Parameter().Match(exception.Message) is { Success: true } match)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value);
            var missing = match.Groups["missing"].Success;
            if (missing && exception.Message.EndsWith("from body.", StringComparison.Ordinal))
                return FrameworkErrors.Malformed with { Fields = [new FieldError("", "required", "is required")] };
            return RequestErrors.Invalid with
            {
                Fields = [missing ? new FieldError(name, "required", "is required") : new FieldError(name, "bad_value", "is not of the right form")],
            };
        }

        return FrameworkErrors.Malformed;
    }

    private static FieldError FieldOf(JsonException exception)
    {
        var pointer = PointerOf(exception.Path);
        return exception is FieldException field
            ? new FieldError(pointer, field.Code, field.Message) { Arguments = field.Arguments }
            : exception.Message switch
            {
                var message when Unknown().IsMatch(message) => new FieldError(pointer, "unknown_field", "is not a field of this request"),
                var message when Missing().Match(message) is { Success: true } required =>
                    new FieldError($"{pointer}/{Escape(required.Groups[1].Value)}", "required", "is required"),
                var message when Duplicate().IsMatch(message) => new FieldError(pointer, "duplicate_field", "is there twice"),
                _ => new FieldError(pointer, "malformed", "is not valid JSON of the right type"),
            };
    }

    // "$.lines[2].amount" and "$['a.b']" become /lines/2/amount and /a.b.
    private static string PointerOf(string? path) =>
        string.Concat(PathPart().Matches(path ?? "").Select(part => "/" + Escape(part.Groups[1].Value + part.Groups[2].Value + part.Groups[3].Value)));

    private static string Escape(string part) => part.Replace("~", "~0").Replace("/", "~1");

    [GeneratedRegex("""^(?:Failed to bind parameter|(?<missing>Required parameter)) "(?:.* )?(?<name>[^" ]+)" """)]
    private static partial Regex Parameter();

    [GeneratedRegex("^The JSON property '.*' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties,? including(?: the following)?: '([^']*)'")]
    private static partial Regex Missing();

    [GeneratedRegex("^Duplicate property")]
    private static partial Regex Duplicate();

    [GeneratedRegex(@"\.([^.\['\]]+)|\[(\d+)\]|\['(.*?)'\]")]
    private static partial Regex PathPart();
}
