namespace Samjhadoo.Testing;

/// <summary>The host's clock: real time plus what a test has added.</summary>
public sealed class TestClock : TimeProvider
{
    private long _offset;

    /// <summary>Moves the clock forward (or back).</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>Back to real time.</summary>
    public void Reset() => Interlocked.Exchange(ref _offset, 0);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));
}
