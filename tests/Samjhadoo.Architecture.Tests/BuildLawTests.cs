using System.Diagnostics;
using System.Xml.Linq;
using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

/// <summary>The first wall: build/Layers.targets says which project sees which, and a project file can't say otherwise.</summary>
public sealed class BuildLawTests
{
    [TestCaseSource(typeof(House), nameof(House.Modules))]
    public void A_module_has_its_four_layers_and_no_project_names_another(ModuleOnDisk module)
    {
        foreach (var layer in ModuleOnDisk.Layers)
            XDocument.Load(module.Project(layer)).Descendants("ProjectReference").Should().BeEmpty();
    }

    [TestCase("ProjectReference", "../../Wallet/Samjhadoo.Wallet.Domain/Samjhadoo.Wallet.Domain.csproj", "RefuseHandWrittenReferences", "SAMJ001")]
    [TestCase("PackageReference", "Dapper", "RefuseHandWrittenPackages", "SAMJ002")]
    public async Task A_reference_written_by_hand_is_a_build_error(string item, string include, string target, string code)
    {
        using var scratch = new ScratchFolder();
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "build/Layers.targets", "src/Modules/Mentoring/Module.props" })
            scratch.Copy(file);
        var project = scratch.Write(
            "src/Modules/Mentoring/Samjhadoo.Mentoring.Domain/Samjhadoo.Mentoring.Domain.csproj",
            $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><{item} Include="{include}" /></ItemGroup></Project>""");

        var (exitCode, output) = await DotnetAsync(scratch.Path, "msbuild", project, $"-t:{target}", "-nologo");

        exitCode.Should().NotBe(0);
        output.Should().Contain(code);
    }

    [Test]
    public void Modules_use_each_other_without_a_cycle_and_name_all_they_reach()
    {
        foreach (var module in House.Modules)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>(module.Uses);
            while (open.TryPop(out var name))
            {
                if (reached.Add(name))
                {
                    foreach (var next in House.Module(name).Uses)
                        open.Push(next);
                }
            }

            reached.Should().NotContain(module.Name, "a cycle would make two modules one");
            reached.Should().BeEquivalentTo(module.Uses, $"{module.Name}'s tests host exactly the modules that it names");
        }
    }

    private static async Task<(int ExitCode, string Output)> DotnetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}

/// <summary>A folder that a test may fill and break; gone at its end.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("samjhadoo-").FullName;

    public void Copy(string file) => Write(file, File.ReadAllText(System.IO.Path.Combine(TestServers.Root, file)));

    public string Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
