namespace Samjhadoo.Shared.Application.Idempotency;

/// <summary>
/// The idempotency key the caller sent with this request, if any. Commands and flows need not look at it: the pipeline
/// claims it for them. A posting hands <see cref="Current"/> to its database function, which claims it in the same statement.
/// </summary>
public interface IRequestKey
{
    /// <summary>The claim to make, or null when there is no key, or when an outer use case has claimed it already.</summary>
    IdempotencyClaim? Current { get; }

    /// <summary>
    /// The same for every repetition of this request by its key, otherwise unique: what a flow names its first step by, so
    /// that a repetition finds what an earlier run left.
    /// </summary>
    string Reference { get; }

    /// <summary>
    /// Remembers that the answer is that of an earlier request (<c>Idempotency-Replayed: true</c>): a problem body is
    /// written with that request's trace id and language.
    /// </summary>
    void MarkReplayed(string traceId, string language);
}

/// <summary>What identifies one logical request: the same triple with the same hash has one effect and one answer.</summary>
/// <param name="UserId">The caller.</param>
/// <param name="Operation">Method and route template, e.g. <c>POST /api/v1/wallet/transfers</c>.</param>
/// <param name="Key">The caller's key, 1 to 255 visible ASCII characters.</param>
/// <param name="Hash">SHA-256 over path, query and body.</param>
/// <param name="TraceId">The first request's trace id, part of its answer.</param>
/// <param name="Language">The first request's language, part of its answer.</param>
public sealed record IdempotencyClaim(long UserId, string Operation, string Key, byte[] Hash, string TraceId, string Language);
