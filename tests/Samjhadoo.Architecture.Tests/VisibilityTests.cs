using System.Text.RegularExpressions;

namespace Samjhadoo.Architecture.Tests;

/// <summary>The second wall: a module's internals are internal, and layers touch only what they may.</summary>
public sealed partial class VisibilityTests
{
    private static readonly string[] Outside =
        ["Microsoft.EntityFrameworkCore", "Npgsql", "MassTransit", "RabbitMQ", "StackExchange.Redis", "Microsoft.AspNetCore", "Samjhadoo.Shared.Infrastructure"];

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void Only_contracts_and_the_module_itself_are_public(ModuleOnDisk module)
    {
        var generated = (Type type) => type.Namespace?.EndsWith(".Migrations", StringComparison.Ordinal) == true;
        foreach (var layer in ModuleOnDisk.Layers.Skip(1))
        {
            module.Assembly(layer).GetExportedTypes().Where(type => !generated(type)).Select(type => type.Name)
                .Should().BeEquivalentTo(layer == "Infrastructure" ? [$"{module.Name}Module"] : Array.Empty<string>());
        }
    }

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void Domain_knows_nothing_but_the_shared_domain(ModuleOnDisk module) =>
        References(module, "Domain").Should().OnlyContain(name => name.StartsWith("System", StringComparison.Ordinal) || name == "Samjhadoo.Shared.Domain");

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void Contracts_know_nothing_but_shared(ModuleOnDisk module) =>
        References(module, "Contracts").Should().OnlyContain(name =>
            name.StartsWith("System", StringComparison.Ordinal) || name == "Samjhadoo.Shared.Domain" || name == "Samjhadoo.Shared.Contracts");

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void Application_touches_no_driver_no_broker_and_no_web(ModuleOnDisk module) =>
        References(module, "Application").Should().NotContain(name => Outside.Any(outside => name.StartsWith(outside, StringComparison.Ordinal)));

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void Other_modules_are_seen_by_their_contracts_alone(ModuleOnDisk module)
    {
        var foreign = ModuleOnDisk.Layers.SelectMany(layer => References(module, layer))
            .Where(name => House.Modules.Any(other => other.Name != module.Name && name.StartsWith($"Samjhadoo.{other.Name}.", StringComparison.Ordinal)));
        foreign.Should().BeSubsetOf(module.Uses.Select(name => $"Samjhadoo.{name}.Contracts"));
    }

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void No_source_names_MediatR_or_another_modules_schema(ModuleOnDisk module)
    {
        var others = House.Modules.Where(other => other.Name != module.Name).Select(other => Schemas.Of(other.Name)).ToList();
        foreach (var file in ModuleOnDisk.Layers.SelectMany(module.Sources).Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(file);
            text.Should().NotContain("MediatR", file);
            SchemaInSql().Matches(text).Select(match => match.Groups["schema"].Value).Should().NotContain(schema => others.Contains(schema), file);
        }
    }

    private static IEnumerable<string> References(ModuleOnDisk module, string layer) =>
        module.Assembly(layer).GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => name != "netstandard");

    [GeneratedRegex(@"\b(?:from|join|into|update)\s+(?<schema>[a-z_]+)\.[a-z_]+")]
    private static partial Regex SchemaInSql();
}

internal static class Schemas
{
    public static string Of(string module) => Host.Modules.All.Single(registered => registered.Name == module).Schema;
}
