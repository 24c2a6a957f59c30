namespace Samjhadoo.Shared.Domain;

/// <summary>The root of a consistency boundary: loaded, changed and saved as one.</summary>
public abstract class AggregateRoot
{
    /// <summary>Unique in its table; drawn before the aggregate is saved, so events and answers can name it.</summary>
    public long Id { get; private set; }

    /// <summary>Raised by edits that a client can make; the first half of the ETag and what <c>If-Match</c> compares.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Number of the last event told about this aggregate; consumers use it to ignore older ones.</summary>
    public long EventSequence { get; private set; }

    /// <summary>
    /// The refusal of an edit that was made against another version, or null. The version is a concurrency token, so that the
    /// UPDATE's WHERE compares it once more.
    /// </summary>
    /// <param name="expected">What <c>If-Match</c> names; null when the caller does not care.</param>
    public Error? OutOfDate(int? expected) => expected is null || expected == Version ? null : RequestErrors.PreconditionFailed;

    /// <summary>Records an edit that a client made.</summary>
    protected void RaiseVersion() => Version++;

    /// <summary>The number for the next event of this aggregate.</summary>
    public long NextEventSequence() => ++EventSequence;
}
