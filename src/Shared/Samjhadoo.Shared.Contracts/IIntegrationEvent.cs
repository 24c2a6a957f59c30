namespace Samjhadoo.Shared.Contracts;

/// <summary>
/// Something that happened, told to other modules. A record of primitives in a Contracts project with an
/// <see cref="EventNameAttribute"/>; once published its members are only added to.
/// </summary>
public interface IIntegrationEvent;

/// <summary>The stable name and version an event travels under, e.g. <c>wallet.credited.v1</c>.</summary>
/// <param name="name">Module, what happened, version: lower case, dots between.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
