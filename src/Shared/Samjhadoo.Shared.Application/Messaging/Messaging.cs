using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Application.Messaging;

/// <summary>The module's outbox: events added here are saved with the business transaction and delivered after it, at least once.</summary>
public interface IOutbox
{
    /// <summary>Tells what happened to an aggregate. Events of one aggregate are delivered to the broker in order.</summary>
    void Add(AggregateRoot source, IIntegrationEvent integrationEvent);

    /// <summary>Tells what happened to something that is no aggregate.</summary>
    /// <param name="aggregate">What orders the events, e.g. <c>wallet:42</c>.</param>
    /// <param name="sequence">The event's number within the aggregate, from 1.</param>
    /// <param name="integrationEvent">The event.</param>
    void Add(string aggregate, long sequence, IIntegrationEvent integrationEvent);

    /// <summary>Wakes the dispatcher after the commit of rows that SQL wrote; <c>Add</c> does it by itself.</summary>
    void Wake();
}

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
