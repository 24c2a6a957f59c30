using System.Reflection;

namespace Samjhadoo.Shared.Infrastructure.Modules;

/// <summary>A module as the host runs it.</summary>
/// <param name="Module">The module.</param>
/// <param name="ContextType">Its EF Core context.</param>
/// <param name="Assemblies">Infrastructure and Application.</param>
/// <param name="Consumers">Classes that implement <c>IConsumer</c> once or more.</param>
/// <param name="KeepsUsers">It has a <c>users</c> table of its own.</param>
internal sealed record RegisteredModule(
    IModule Module, Type ContextType, IReadOnlyList<Assembly> Assemblies, IReadOnlyList<Type> Consumers, bool KeepsUsers)
{
    public string Name => Module.Name;

    public string Schema => Module.Schema;
}

/// <summary>The modules of this host, and whose a type is.</summary>
internal sealed class ModuleRegistry(IReadOnlyList<RegisteredModule> modules)
{
    private readonly Dictionary<Assembly, RegisteredModule> _byAssembly =
        modules.SelectMany(module => module.Assemblies.Select(assembly => (assembly, module))).ToDictionary(pair => pair.assembly, pair => pair.module);

    public IReadOnlyList<RegisteredModule> All => modules;

    public RegisteredModule Of(Type type) => _byAssembly[type.Assembly];
}
