using Microsoft.EntityFrameworkCore;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

internal sealed class Outbox(DbContext database, string module, OutboxSignal signal) : IOutbox
{
    private bool _told;

    public void Add(AggregateRoot source, IIntegrationEvent integrationEvent)
    {
        if (source.Id == 0)
            throw new InvalidOperationException($"Add the {source.GetType().Name} to its repository before telling of it.");
        Add($"{Names.SnakeCase(source.GetType().Name)}:{source.Id}", source.NextEventSequence(), integrationEvent);
    }

    public void Add(string aggregate, long sequence, IIntegrationEvent integrationEvent)
    {
        var outgoing = OutgoingEvent.From(integrationEvent);
        database.Add(new OutboxMessage
        {
            MessageId = outgoing.MessageId,
            Name = outgoing.Name,
            Aggregate = aggregate,
            Sequence = sequence,
            Payload = outgoing.Payload,
            TraceParent = outgoing.TraceParent,
        });
        _told = true;
    }

    public void Wake() => signal.Wake(module);

    /// <summary>Called after the commit.</summary>
    public void WakeIfTold()
    {
        if (_told)
            Wake();
        _told = false;
    }
}
