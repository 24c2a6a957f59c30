using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>What is known of one request beside its content; outside HTTP there is <see cref="None"/>.</summary>
internal sealed class RequestInfo : IRequestInfo
{
    private readonly HttpContext? _context;
    private string? _language;
    private string? _traceId;

    private RequestInfo(HttpContext? context, string requestId)
    {
        _context = context;
        RequestId = requestId;
    }

    public static RequestInfo None { get; } = new(null, "") { _language = Languages.Default, _traceId = "" };

    public string RequestId { get; }

    public string? IpAddress => _context?.Connection.RemoteIpAddress is { } address
        ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
        : null;

    public string? UserAgent => _context?.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent ? agent[..Math.Min(agent.Length, 300)] : null;

    public string Language => _language ??= Languages.Best(_context!.Request.Headers.AcceptLanguage);

    public string TraceId => _traceId ??= Activity.Current?.TraceId.ToString() ?? RequestId;

    public static RequestInfo Of(HttpContext context)
    {
        if (context.Features.Get<RequestInfo>() is { } info)
            return info;
        var asked = context.Request.Headers["X-Request-Id"].ToString();
        info = new RequestInfo(context, IsValid(asked) ? asked : Guid.CreateVersion7().ToString("N"));
        context.Features.Set(info);
        return info;
    }

    /// <summary>An answer that was given before is given again: with the words and the trace of the first time (decision 4).</summary>
    public void Replay(string traceId, string language) => (_traceId, _language) = (traceId, language);

    private static bool IsValid(string id) =>
        id.Length is > 0 and <= 128 && !id.AsSpan().ContainsAnyExcept(System.Buffers.SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_."));
}

/// <summary>The languages of texts, and which of them a caller wants.</summary>
internal static class Languages
{
    public const string Default = "en";

    public static IReadOnlyList<string> All { get; } = ["en", "hi", "bn", "ta", "te"];

    public static string Best(Microsoft.Extensions.Primitives.StringValues acceptLanguage)
    {
        if (acceptLanguage.Count == 0 || !StringWithQualityHeaderValue.TryParseList(acceptLanguage, out var wanted))
            return Default;
        return wanted
            .Where(tag => (tag.Quality ?? 1) > 0)
            .OrderByDescending(tag => tag.Quality ?? 1)
            .Select(tag => tag.Value.Equals("*", StringComparison.Ordinal) ? Default : tag.Value.Value!.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(All.Contains) ?? Default;
    }
}
