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
