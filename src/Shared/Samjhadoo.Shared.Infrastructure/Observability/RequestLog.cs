using System.Diagnostics;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Infrastructure.Observability;

/// <summary>
/// One line a request: the route's template and never the path or query, a pseudonym and never the user, no address. Refusals
/// are security events under their own name.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    // New with each process: lines of one caller belong together and lead to nobody.
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(32);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!logger.IsEnabled(LogLevel.Information))
        {
            await next(context);
            return;
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(started));
        }
    }

    private void Write(HttpContext context, TimeSpan elapsed)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<UnlimitedMetadata>() is not null)
            return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
        var status = context.Response.StatusCode;
        var caller = context.User.FindFirstValue(TokenFormat.User) is { } id ? Pseudonym(id) : null;
        var info = RequestInfo.Of(context);
        Answered(MethodOf(context.Request.Method), route, status, Math.Round(elapsed.TotalMilliseconds, 1), caller, info.RequestId, info.TraceId);
        if (status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests)
            Refused(status, MethodOf(context.Request.Method), route, caller, info.RequestId);
    }

    private string Pseudonym(string userId) => Convert.ToHexStringLower(HMACSHA256.HashData(_salt, Encoding.ASCII.GetBytes(userId)).AsSpan(0, 6));

    // Whatever a caller invents as a method is not a line of ours.
    private static string MethodOf(string method) => method is "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD" or "OPTIONS" ? method : "OTHER";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds} ms, caller {Caller}, request {RequestId}, trace {TraceId}")]
    private partial void Answered(string method, string route, int status, double milliseconds, string? caller, string requestId, string traceId);

    [LoggerMessage(EventName = "security.refused", Level = LogLevel.Information, Message = "Refused with {Status}: {Method} {Route}, caller {Caller}, request {RequestId}")]
    private partial void Refused(int status, string method, string route, string? caller, string requestId);
}
