using System.Diagnostics;
using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

/// <summary>What docs/extending.md promises a module team: one command, one line, and a module that is tested and served.</summary>
public sealed class NewModuleTests
{
    [Test]
    public async Task A_new_module_builds_tests_green_and_needs_one_line()
    {
        var copy = Directory.CreateDirectory(Path.Combine(TestServers.Root, ".run", "scratch", $"{Environment.ProcessId}")).FullName;
        try
        {
            await RunAsync(TestServers.Root, "bash", "-c", $"git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t '{copy}' 2>/dev/null || true");
            await RunAsync(copy, "build/new-module", "Reviews");

            var modules = Path.Combine(copy, "src/Host/Samjhadoo.Host/Modules.cs");
            var text = await File.ReadAllTextAsync(modules);
            await File.WriteAllTextAsync(
                modules, "using Samjhadoo.Reviews.Infrastructure;\n" + text.Replace("        new GamificationModule(),\n", "        new GamificationModule(),\n        new ReviewsModule(),\n"));

            await RunAsync(copy, "dotnet", "build", "src/Host/Samjhadoo.Host", "-v", "q", "-nologo", "-p:UseSharedCompilation=true");
            var output = await RunAsync(copy, "dotnet", "test", "tests/Samjhadoo.Reviews.Tests", "-nologo", "-p:UseSharedCompilation=true");
            output.Should().Contain("Passed!").And.NotContain("Failed:     1");
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
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

        // The copy's servers are those of this run.
        var superuser = new Npgsql.NpgsqlConnectionStringBuilder(await TestServers.SuperuserAsync());
        start.Environment["SAMJHADOO_POSTGRES_HOST"] = superuser.Host;
        start.Environment["SAMJHADOO_POSTGRES_PORT"] = $"{superuser.Port}";
        start.Environment["SAMJHADOO_POSTGRES_ADMIN"] = superuser.Username;
        start.Environment["SAMJHADOO_POSTGRES_ADMIN_PASSWORD"] = superuser.Password;

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, "{0} {1} works: {2} {3}", program, string.Join(' ', arguments), output, await errors);
        return output;
    }
}
