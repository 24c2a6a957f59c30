using System.Diagnostics;
using System.Diagnostics.Metrics;
using Samjhadoo.Shared.Application.Pipeline;

namespace Samjhadoo.Shared.Tests.Caching;

/// <summary>
/// Counts the calls that waited for a Redis which does not answer. Each waits a quarter of a second; how many do is what the
/// product promises, and no busy machine changes it.
/// </summary>
internal sealed class RedisWaits : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _waits;

    public RedisWaits()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == Telemetry.Meter && instrument.Name == "samjhadoo.redis.unanswered")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _waits, count));
        _listener.Start();
    }

    /// <summary>After the first, one request a second tries again.</summary>
    /// <param name="callsAtOnce">How many calls a request makes side by side.</param>
    public void ShouldBeOneASecond(int callsAtOnce) =>
        Interlocked.Read(ref _waits).Should().BeLessThanOrEqualTo(callsAtOnce + 1 + (long)Stopwatch.GetElapsedTime(_started).TotalSeconds);

    public void Dispose() => _listener.Dispose();
}
