using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Samjhadoo.Shared.Application.Pipeline;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

internal static class MessageTelemetry
{
    private static readonly ConcurrentDictionary<string, double> Lags = new();

    private static readonly Counter<long> SentMessages =
        Telemetry.Meter.CreateCounter<long>("samjhadoo.outbox.sent", null, "Events that left the outbox");

    private static readonly Histogram<double> Attempts =
        Telemetry.Meter.CreateHistogram<double>("samjhadoo.consumer.duration", "s", "Time a consumer took for an event, by its outcome");

    private static readonly Counter<long> FailedMessages =
        Telemetry.Meter.CreateCounter<long>("samjhadoo.messages.failed", null, "Events that went to the error queue");

    static MessageTelemetry() => Telemetry.Meter.CreateObservableGauge(
        "samjhadoo.outbox.lag",
        () => Lags.Select(lag => new Measurement<double>(lag.Value, new KeyValuePair<string, object?>("module", lag.Key))),
        "s",
        "Age of the oldest event that has not left the outbox");

    public static void Lag(string module, double seconds) => Lags[module] = seconds;

    public static void Sent(string module, int count) => SentMessages.Add(count, new KeyValuePair<string, object?>("module", module));

    public static void Attempt(string consumer, string outcome, long started) => Attempts.Record(
        Stopwatch.GetElapsedTime(started).TotalSeconds,
        new KeyValuePair<string, object?>("consumer", consumer),
        new KeyValuePair<string, object?>("outcome", outcome));

    public static void Failed(string consumer) => FailedMessages.Add(1, new KeyValuePair<string, object?>("consumer", consumer));
}
