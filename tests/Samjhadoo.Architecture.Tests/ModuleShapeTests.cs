using System.Reflection;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

public sealed class ModuleShapeTests
{
    private static readonly Type[] Primitives =
    [
        typeof(string), typeof(bool), typeof(short), typeof(int), typeof(long), typeof(decimal), typeof(Guid), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
    ];

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void A_module_has_a_readme_tests_a_schema_and_its_line_in_the_host(ModuleOnDisk module)
    {
        File.Exists(Path.Combine(module.Folder, "README.md")).Should().BeTrue("src/Modules/{0}/README.md says what it owns", module.Name);
        File.Exists(Path.Combine(TestServers.Root, $"tests/Samjhadoo.{module.Name}.Tests/Samjhadoo.{module.Name}.Tests.csproj")).Should().BeTrue();
        var registered = Host.Modules.All.Should().ContainSingle(candidate => candidate.Name == module.Name).Subject;
        registered.Schema.Should().MatchRegex("^[a-z]+(_[a-z]+)*$");
        registered.GetType().Assembly.Should().BeSameAs(module.Assembly("Infrastructure"));
    }

    [Test]
    public void A_module_comes_after_those_it_uses()
    {
        var order = Host.Modules.All.Select(module => module.Name).ToList();
        foreach (var module in House.Modules)
            module.Uses.Should().OnlyContain(used => order.IndexOf(used) < order.IndexOf(module.Name));
    }

    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void A_use_case_stands_in_the_file_of_its_name(ModuleOnDisk module)
    {
        var files = module.Sources("Application").ToLookup(file => Path.GetFileNameWithoutExtension(file)!);
        var useCases = module.Assembly("Application").GetTypes().Where(type => type.GetInterfaces().Any(contract =>
            contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(Shared.Application.IUseCase<>)));
        foreach (var useCase in useCases)
        {
            var file = useCase.Name.Replace("Command", "").Replace("Query", "").Replace("Flow", "");
            files[file].Should().NotBeEmpty("{0} stands in {1}.cs", useCase.Name, file);
            files[file].Should().Contain(path => File.ReadAllText(path).Contains($"{file}Handler"), "command, validator and handler stand together");
        }
    }

    [Test]
    public void Folders_are_business_nouns()
    {
        string[] kinds = ["Commands", "Queries", "Handlers", "DTO", "DTOs", "Dtos", "Interfaces", "Helpers", "Utils", "Common", "Models", "Services"];
        Directory.GetDirectories(Path.Combine(TestServers.Root, "src", "Modules"), "*", SearchOption.AllDirectories)
            .Select(Path.GetFileName).Should().NotContain(name => kinds.Contains(name));
    }

    [Test]
    public void Events_have_a_unique_stable_name_and_carry_primitives()
    {
        var events = House.Modules.Select(module => module.Assembly("Contracts")).Append(typeof(IIntegrationEvent).Assembly)
            .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsClass && type.IsAssignableTo(typeof(IIntegrationEvent))).ToList();
        events.Should().NotBeEmpty();
        events.Select(type => type.GetCustomAttribute<EventNameAttribute>()?.Name).Should().OnlyHaveUniqueItems()
            .And.OnlyContain(name => name != null && System.Text.RegularExpressions.Regex.IsMatch(name, @"^[a-z_]+\.[a-z_]+\.v\d+$"));
        foreach (var property in events.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
            IsPlain(property.PropertyType).Should().BeTrue("{0}.{1} travels between versions", property.DeclaringType!.Name, property.Name);
    }

    private static bool IsPlain(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Primitives.Contains(type)
            || type == typeof(UserSnapshot)
            || (type.IsGenericType && type.GetInterfaces().Append(type).Any(contract => contract.Name.StartsWith("IEnumerable`", StringComparison.Ordinal))
                && type.GetGenericArguments().All(IsPlain));
    }
}
