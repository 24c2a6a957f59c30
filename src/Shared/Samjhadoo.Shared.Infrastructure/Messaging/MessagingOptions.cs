namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>Section <c>Messaging</c> of the configuration.</summary>
internal sealed record MessagingOptions
{
    /// <summary>After so many attempts a message goes to the error queue. Below the broker's own limit, which counts blindly.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>How long a claim outlives the process that made it; renewed while it lives.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time before the second attempt; four times as much before each further one.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A consumer gets so long for one attempt.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest time between two looks at an idle outbox.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A publish that the broker has not confirmed by then is repeated.</summary>
    public TimeSpan PublishTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>When confirms stay away so long, the bus is started anew: the client can hang after a broker's stop.</summary>
    public TimeSpan ConfirmsTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Larger events go to the error queue unread.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>Sent rows stay so long.</summary>
    public TimeSpan KeepSent { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a redelivery is recognised.</summary>
    public TimeSpan KeepHandled { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Off for brokers without quorum queues. Never detected: the same queue must not be declared in two ways.</summary>
    public bool QuorumQueues { get; init; } = true;

    /// <summary>In front of the names of exchange and queues, where several installations share a broker.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The time to wait after this many attempts, with jitter so that retries don't come in step.</summary>
    public TimeSpan DelayAfter(int attempts) => BackOff * Math.Pow(4, Math.Max(0, attempts - 1)) * (0.75 + (Random.Shared.NextDouble() / 2));
}
