using System.Reflection;
using System.Xml.Linq;
using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

/// <summary>A module as it lies on disk: nothing here is a list to keep up to date.</summary>
public sealed record ModuleOnDisk(string Name, string Folder, IReadOnlyList<string> Uses)
{
    public static readonly IReadOnlyList<string> Layers = ["Contracts", "Domain", "Application", "Infrastructure"];

    public Assembly Assembly(string layer) => System.Reflection.Assembly.Load($"Samjhadoo.{Name}.{layer}");

    public string Project(string layer) => Path.Combine(Folder, $"Samjhadoo.{Name}.{layer}", $"Samjhadoo.{Name}.{layer}.csproj");

    public IEnumerable<string> Sources(string layer) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(Project(layer))!, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    public override string ToString() => Name;
}

public static class House
{
    public static IReadOnlyList<ModuleOnDisk> Modules { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(TestServers.Root, "src", "Modules")).Order(StringComparer.Ordinal).Select(folder => new ModuleOnDisk(
            Path.GetFileName(folder),
            folder,
            [.. XDocument.Load(Path.Combine(folder, "Module.props")).Descendants("UsesModule").Select(uses => uses.Attribute("Include")!.Value)])),
    ];

    public static ModuleOnDisk Module(string name) => Modules.Single(module => module.Name == name);
}
