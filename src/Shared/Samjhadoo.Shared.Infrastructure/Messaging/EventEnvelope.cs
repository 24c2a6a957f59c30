using System.Text.Json;
using Samjhadoo.Shared.Application.Messaging;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>
/// An event on its way. The payload stays text, so that an event nobody can read still travels to the error queue.
/// </summary>
internal sealed record EventEnvelope(
    Guid MessageId, string Name, string Aggregate, long Sequence, DateTimeOffset OccurredAt, string? TraceParent, string Payload)
{
    public EventContext Context => new(MessageId, Aggregate, Sequence, OccurredAt);

    public string ToJson() => JsonSerializer.Serialize(this, OutgoingEvent.Json);

    /// <summary>Null for what is no envelope of ours.</summary>
    public static EventEnvelope? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<EventEnvelope>(json, OutgoingEvent.Json) is
                { MessageId: var id, Name: not null, Aggregate: not null, Payload: not null } envelope && id != Guid.Empty
                ? envelope
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
