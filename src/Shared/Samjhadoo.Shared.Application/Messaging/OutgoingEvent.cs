using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Shared.Application.Messaging;

/// <summary>An event as the outbox stores it, complete before the SQL that inserts it runs.</summary>
/// <param name="MessageId">Unique per event, ascending with time.</param>
/// <param name="Name">The name it travels under.</param>
/// <param name="Payload">The event as JSON.</param>
/// <param name="TraceParent">The trace it belongs to, or null outside of one.</param>
public sealed record OutgoingEvent(Guid MessageId, string Name, string Payload, string? TraceParent)
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    /// <summary>How events are written and read: members in camel case, enums as words, unknown members ignored.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The row for an event.</summary>
    public static OutgoingEvent From(IIntegrationEvent integrationEvent)
    {
        var type = integrationEvent.GetType();
        return new(Guid.CreateVersion7(), NameOf(type), JsonSerializer.Serialize(integrationEvent, type, Json), Activity.Current?.Id);
    }

    /// <summary>The name in the event's <see cref="EventNameAttribute"/>.</summary>
    public static string NameOf(Type type) => Names.GetOrAdd(type, static type =>
        type.GetCustomAttribute<EventNameAttribute>()?.Name ?? throw new InvalidOperationException($"{type} has no [EventName]."));
}
