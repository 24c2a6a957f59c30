using System.Diagnostics;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Api;

/// <summary>
/// What frontend teams do with the document: lint it, and make a TypeScript client of it. Needs Node.js 20 or later and its
/// packages; where one of them is missing these tests are skipped and say so.
/// </summary>
public sealed class ToolingTests
{
    private static readonly string Tools = Path.Combine(TestServers.Root, "tests", "api-tooling");

    private string _folder = null!;
    private string _document = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        var version = await TryRunAsync("node", ["--version"], Tools);
        if (version.Code != 0 || !int.TryParse(version.Output.TrimStart('v').Split('.')[0], out var major) || major < 20)
            Assert.Ignore("Skipped: Node.js 20 or later is not installed here.");

        var installed = Path.Combine(Tools, "node_modules", ".package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(Path.Combine(Tools, "package-lock.json")))
        {
            var install = await TryRunAsync("npm", ["ci", "--ignore-scripts"], Tools);
            if (install.Code != 0)
                Assert.Ignore("Skipped: npm could not install the tools of tests/api-tooling: " + install.Output);
        }

        _folder = Directory.CreateTempSubdirectory("samjhadoo-api-").FullName;
        _document = Path.Combine(_folder, "v1.json");
        await File.WriteAllTextAsync(_document, await ApiHost.DocumentAsync());
    }

    [OneTimeTearDown]
    public void CleanUp()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Spectral_has_nothing_to_say() =>
        await PassesAsync("spectral", "lint", "--ruleset", ".spectral.yaml", "--fail-severity", "warn", _document);

    [Test]
    public async Task Redocly_has_nothing_to_say() =>
        await PassesAsync("redocly", "lint", "--config", "redocly.yaml", "--max-problems", "1000", _document);

    [Test]
    public async Task The_generated_TypeScript_types_compile_strictly()
    {
        var types = Path.Combine(_folder, "api.ts");
        await PassesAsync("openapi-typescript", _document, "--output", types);
        // A client's code: what is sent and what comes back is typed, and a refusal's code is one of those the route names.
        await File.WriteAllTextAsync(Path.Combine(_folder, "client.ts"),
            """
            import type { components, paths } from "./api.js";

            type Transfer = paths["/api/v1/wallet/transfers"]["post"];
            type Body = NonNullable<Transfer["requestBody"]>["content"]["application/json"];
            type Problem = components["schemas"]["Problem"];

            export function describe(problem: Problem): string {
              const places = (problem.errors ?? []).map((error) => `${error.pointer}: ${error.message}`);
              return [problem.title, problem.detail, ...places].join("\n");
            }

            export async function transfer(body: Body, key: string): Promise<Transfer["responses"][201]["content"]["application/json"]> {
              const response = await fetch("/api/v1/wallet/transfers", {
                method: "POST",
                headers: { "Content-Type": "application/json", "Idempotency-Key": key },
                body: JSON.stringify(body),
              });
              if (response.status !== 201) {
                const problem = (await response.json()) as Transfer["responses"][422]["content"]["application/problem+json"];
                throw new Error(problem.code === "wallet.insufficient_funds" ? "no money" : describe(problem));
              }
              return (await response.json()) as Transfer["responses"][201]["content"]["application/json"];
            }
            """);
        await File.WriteAllTextAsync(Path.Combine(_folder, "tsconfig.json"),
            """
            {
              "compilerOptions": {
                "strict": true, "exactOptionalPropertyTypes": true, "noUncheckedIndexedAccess": true, "noEmit": true,
                "target": "es2022", "module": "es2022", "moduleResolution": "bundler", "lib": ["es2022", "dom"], "types": []
              },
              "files": ["api.ts", "client.ts"]
            }
            """);
        await PassesAsync("tsc", "--project", _folder);
    }

    private async Task PassesAsync(string tool, params string[] arguments)
    {
        // The generator would read Redocly's rules, too, if it found them.
        var run = await TryRunAsync(Path.Combine(Tools, "node_modules", ".bin", tool), arguments, tool is "openapi-typescript" ? _folder : Tools);
        run.Code.Should().Be(0, run.Output);
    }

    private static async Task<(int Code, string Output)> TryRunAsync(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REDOCLY_TELEMETRY"] = "off", ["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true", ["NO_COLOR"] = "1" },
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output + await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (127, $"{program} is not installed here.");
        }
    }
}
