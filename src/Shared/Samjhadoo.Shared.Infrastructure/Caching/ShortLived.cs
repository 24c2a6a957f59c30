using System.Collections.Concurrent;

namespace Samjhadoo.Shared.Infrastructure.Caching;

/// <summary>A dictionary in process whose old entries go by themselves, so that made-up keys can't fill the memory.</summary>
internal sealed class ShortLived<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private const int SweepEvery = 5_000;

    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();
    private long _sweepAt;

    /// <summary>The key's value while it lives.</summary>
    public TValue? Find(TKey key) => _entries.TryGetValue(key, out var entry) && entry.IsAlive ? entry.Value : null;

    /// <summary>The key's live value, or this one from now on.</summary>
    public TValue FindOrAdd(TKey key, TValue value, TimeSpan lifetime)
    {
        Sweep();
        var fresh = new Entry(value, lifetime);
        return _entries.AddOrUpdate(key, fresh, (_, old) => old.IsAlive ? old : fresh).Value;
    }

    /// <summary>This value from now on, whatever was there.</summary>
    public void Set(TKey key, TValue value, TimeSpan lifetime)
    {
        Sweep();
        _entries[key] = new Entry(value, lifetime);
    }

    private void Sweep()
    {
        var now = Environment.TickCount64;
        var sweepAt = Interlocked.Read(ref _sweepAt);
        if (now < sweepAt || Interlocked.CompareExchange(ref _sweepAt, now + SweepEvery, sweepAt) != sweepAt)
            return;
        foreach (var entry in _entries.Where(entry => !entry.Value.IsAlive))
            _entries.TryRemove(entry);
    }

    private sealed class Entry(TValue value, TimeSpan lifetime)
    {
        private readonly long _until = Environment.TickCount64 + (long)lifetime.TotalMilliseconds;

        public TValue Value => value;

        public bool IsAlive => Environment.TickCount64 < _until;
    }
}
