using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediatR;
using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Application.Pipeline;

/// <summary>Names of the traces and metrics the pipeline writes.</summary>
public static class Telemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Samjhadoo";

    /// <summary>The activity source of use cases, consumers and jobs.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>The meter of use cases, consumers and jobs.</summary>
    public static Meter Meter { get; } = new(Name);
}

internal sealed partial class LoggingBehavior<TRequest, TResponse>(ILogger<LoggingBehavior<TRequest, TResponse>> logger)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IResult
{
    private static readonly string UseCase = typeof(TRequest).Name;

    private static readonly Histogram<double> Duration =
        Telemetry.Meter.CreateHistogram<double>("samjhadoo.use_case.duration", "s", "Time a use case took, by its outcome");

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        using var activity = Telemetry.Activities.StartActivity(UseCase);
        var started = Stopwatch.GetTimestamp();
        var outcome = "failed";
        try
        {
            var response = await next();
            outcome = response.Error?.Code ?? "ok";
            if (response.Error is not null)
                Refused(UseCase, outcome);
            return response;
        }
        finally
        {
            activity?.SetTag("outcome", outcome);
            Duration.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new KeyValuePair<string, object?>("use_case", UseCase),
                new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    // The request itself is never logged: it carries personal data.
    [LoggerMessage(Level = LogLevel.Information, Message = "{UseCase} refused with {Code}")]
    private partial void Refused(string useCase, string code);
}
