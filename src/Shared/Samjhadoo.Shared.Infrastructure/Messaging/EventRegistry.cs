using System.Reflection;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>A consumer as the host runs it.</summary>
/// <param name="Module">Whose it is; its transaction and inbox are that module's.</param>
/// <param name="Type">The class.</param>
internal sealed record ConsumerRegistration(RegisteredModule Module, Type Type)
{
    /// <summary>Stable: its queue and its rows in the inbox carry it, e.g. <c>wallet.open_wallet</c>.</summary>
    public string Name { get; } = $"{Module.Schema}.{Names.SnakeCase(Type.Name.Split('`')[0])}";

    public IReadOnlyList<string> EventNames { get; } =
    [
        .. Type.GetInterfaces()
            .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(contract => OutgoingEvent.NameOf(contract.GetGenericArguments()[0])),
    ];
}

/// <summary>Which type an event's name stands for, and who wants it. Wrong or doubled names stop the host from starting.</summary>
internal sealed class EventRegistry
{
    private readonly Dictionary<string, Type> _types = [];
    private readonly Dictionary<string, ConsumerRegistration> _consumers = [];
    private readonly Dictionary<string, List<ConsumerRegistration>> _consumersOf = [];

    public EventRegistry(IReadOnlyList<RegisteredModule> modules)
    {
        foreach (var type in EventsOf(modules))
        {
            var name = OutgoingEvent.NameOf(type);
            if (!Names.IsEventName(name))
                throw new InvalidOperationException($"{type} is named {name}; expected module.what_happened.v1.");
            if (!_types.TryAdd(name, type))
                throw new InvalidOperationException($"{type} and {_types[name]} are both named {name}.");
        }

        foreach (var consumer in modules.SelectMany(module => module.Consumers, (module, type) => new ConsumerRegistration(module, type)))
        {
            if (!_consumers.TryAdd(consumer.Name, consumer))
                throw new InvalidOperationException($"{consumer.Type} and {_consumers[consumer.Name].Type} are both named {consumer.Name}.");
            foreach (var name in consumer.EventNames)
                (_consumersOf.TryGetValue(name, out var others) ? others : _consumersOf[name] = []).Add(consumer);
        }
    }

    public IReadOnlyCollection<ConsumerRegistration> Consumers => _consumers.Values;

    public IReadOnlyDictionary<string, Type> Types => _types;

    public IReadOnlyList<ConsumerRegistration> ConsumersOf(string name) => _consumersOf.GetValueOrDefault(name) ?? [];

    public ConsumerRegistration? Consumer(string name) => _consumers.GetValueOrDefault(name);

    /// <summary>The events of the modules' own Contracts, of those they use, and of Shared.</summary>
    private static IEnumerable<Type> EventsOf(IEnumerable<RegisteredModule> modules)
    {
        var own = modules.SelectMany(module => module.Assemblies).ToHashSet();
        var contracts = own.SelectMany(assembly => assembly.GetReferencedAssemblies())
            .Where(name => name.Name!.StartsWith("Samjhadoo.", StringComparison.Ordinal) && name.Name.EndsWith(".Contracts", StringComparison.Ordinal))
            .DistinctBy(name => name.Name)
            .Select(Assembly.Load);
        return own.Concat(contracts).Append(typeof(IIntegrationEvent).Assembly).Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IIntegrationEvent)));
    }
}
