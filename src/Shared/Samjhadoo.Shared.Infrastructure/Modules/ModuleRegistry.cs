using System.Reflection;
using Npgsql;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Modules;

/// <summary>A module as the host runs it.</summary>
/// <param name="Module">The module.</param>
/// <param name="ContextType">Its EF Core context.</param>
/// <param name="Assemblies">Infrastructure and Application.</param>
internal sealed record RegisteredModule(IModule Module, Type ContextType, IReadOnlyList<Assembly> Assemblies)
{
    public string Name => Module.Name;

    public string Schema => Module.Schema;

    /// <summary>Classes that implement <c>IConsumer</c> once or more.</summary>
    public required IReadOnlyList<Type> Consumers { get; init; }

    /// <summary>Classes that implement <c>IJob</c>.</summary>
    public required IReadOnlyList<Type> Jobs { get; init; }

    /// <summary>It has a <c>users</c> table of its own.</summary>
    public required bool KeepsUsers { get; init; }

    /// <summary>The errors its constraints stand for.</summary>
    public required IReadOnlyDictionary<string, Error> Constraints { get; init; }

    /// <summary>The documented refusal when the exception is a violation of one of those constraints.</summary>
    public Error? RefusalOf(Exception exception) =>
        exception.GetBaseException() is PostgresException { ConstraintName: { } constraint } ? Constraints.GetValueOrDefault(constraint) : null;
}

/// <summary>The modules of this host, and whose a type is.</summary>
internal sealed class ModuleRegistry(IReadOnlyList<RegisteredModule> modules)
{
    private readonly Dictionary<Assembly, RegisteredModule> _byAssembly =
        modules.SelectMany(module => module.Assemblies.Select(assembly => (assembly, module))).ToDictionary(pair => pair.assembly, pair => pair.module);

    public IReadOnlyList<RegisteredModule> All => modules;

    public RegisteredModule Of(Type type) => _byAssembly[type.Assembly];
}
