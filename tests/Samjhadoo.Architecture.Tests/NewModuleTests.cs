using System.Diagnostics;
using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

/// <summary>A team starts with build/new-module and one line; this does exactly that in a copy of the checkout.</summary>
public sealed class NewModuleTests
{
    private static readonly string[] Left = ["bin", "obj", "node_modules"];

    [Test]
    public async Task A_new_module_builds_is_tested_and_serves_its_route_with_one_line_in_the_host()
    {
        using var scratch = new ScratchFolder();
        CopyFiles(TestServers.Root, scratch.Path);
        foreach (var folder in new[] { "build", "src", "tests" })
            CopyFolder(Path.Combine(TestServers.Root, folder), Path.Combine(scratch.Path, folder));

        await RunAsync(scratch.Path, "build/new-module", "StudyGroups");
        var modules = Path.Combine(scratch.Path, "src/Host/Samjhadoo.Host/Modules.cs");
        var text = await File.ReadAllTextAsync(modules);
        await File.WriteAllTextAsync(modules, text.Replace("    ];", "        new Samjhadoo.StudyGroups.Infrastructure.StudyGroupsModule(),\n    ];"));

        await RunAsync(scratch.Path, "bash", "-c", "source build/lib.sh && build_dotnet \"$HOST_DIR/Samjhadoo.Host.csproj\"");
        var output = await RunAsync(scratch.Path, "build/test", "--module", "StudyGroups");

        output.TrimEnd().Should().EndWith("2 passed, 0 failed, 0 skipped");
    }

    private static void CopyFolder(string from, string to)
    {
        CopyFiles(from, to);
        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            if (!Left.Contains(Path.GetFileName(folder)))
                CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program.StartsWith("build/", StringComparison.Ordinal) ? Path.Combine(folder, program) : program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };

        // The copy shares this checkout's servers instead of starting its own.
        start.Environment.TryAdd("SAMJHADOO_SERVERS_DIR", Path.Combine(TestServers.Root, ".run", "servers"));
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, "{0} {1} printed:\n{2}{3}", program, string.Join(' ', arguments), output, await errors);
        return output;
    }
}
