using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Shared.Application.Messaging;

/// <summary>
/// Handles one kind of event in the module's own transaction, together with the inbox row that makes its effect happen
/// exactly once. Order is not promised: commute, or remember <see cref="EventContext.Sequence"/> and ignore older ones.
/// Throwing means "try again later".
/// </summary>
public interface IConsumer<in TEvent>
    where TEvent : IIntegrationEvent
{
    /// <summary>Applies the event.</summary>
    Task ConsumeAsync(TEvent integrationEvent, EventContext context, CancellationToken cancellationToken);
}

/// <summary>What is known of an event beside its content.</summary>
/// <param name="MessageId">Unique per event, the same at every redelivery.</param>
/// <param name="Aggregate">What it happened to, e.g. <c>user:42</c>.</param>
/// <param name="Sequence">Its number within the aggregate.</param>
/// <param name="OccurredAt">When the transaction that told it ran.</param>
public sealed record EventContext(Guid MessageId, string Aggregate, long Sequence, DateTimeOffset OccurredAt);
