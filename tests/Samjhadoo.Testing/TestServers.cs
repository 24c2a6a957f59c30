using System.Diagnostics;

namespace Samjhadoo.Testing;

/// <summary>
/// The private PostgreSQL, Redis and RabbitMQ of this checkout: those of build/test when it runs the tests, otherwise started
/// here by build/servers and stopped by themselves when the last test process that uses them ends.
/// </summary>
public static class TestServers
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> Postgres = new(() => UpAsync("--postgres", "SAMJHADOO_POSTGRES_PORT"));
    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> RedisServer = new(() => UpAsync("--redis", "SAMJHADOO_REDIS"));
    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> RabbitMqServer = new(() => UpAsync("--rabbitmq", "SAMJHADOO_RABBITMQ"));

    /// <summary>The checkout's root: the folder with Samjhadoo.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Connection string of the cluster's superuser, for databases, resets and audits.</summary>
    public static async Task<string> SuperuserAsync(string database = "postgres")
    {
        return SuperuserOf(await Postgres.Value, database);
    }

    /// <summary>Connection string of the superuser of the cluster that these lines of build/servers describe.</summary>
    public static string SuperuserOf(IReadOnlyDictionary<string, string> servers, string database = "postgres") =>
        $"Host={servers["SAMJHADOO_POSTGRES_HOST"]};Port={servers["SAMJHADOO_POSTGRES_PORT"]};Database={database};" +
        $"Username={servers["SAMJHADOO_POSTGRES_ADMIN"]};Password={servers["SAMJHADOO_POSTGRES_ADMIN_PASSWORD"]};Include Error Detail=true";

    /// <summary>Reads the KEY=VALUE lines that build/servers prints.</summary>
    public static IReadOnlyDictionary<string, string> Lines(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Host and port of Redis.</summary>
    public static async Task<string> RedisAsync() => (await RedisServer.Value)["SAMJHADOO_REDIS"];

    /// <summary>AMQP address of RabbitMQ.</summary>
    public static async Task<string> RabbitMqAsync() => (await RabbitMqServer.Value)["SAMJHADOO_RABBITMQ"];

    /// <summary>Runs one of the checkout's scripts and returns its standard output; throws with its messages when it fails.</summary>
    public static async Task<string> RunScriptAsync(string script, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "build", script), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"build/{script} {string.Join(' ', arguments)} failed: {await errors}");
    }

    private static async Task<IReadOnlyDictionary<string, string>> UpAsync(string server, string proof)
    {
        if (Environment.GetEnvironmentVariable(proof) is not null)
            return Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .Where(entry => ((string)entry.Key).StartsWith("SAMJHADOO_", StringComparison.Ordinal))
                .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
        return Lines(await RunScriptAsync("servers", "up", "--fast", server, "--lease", $"{Environment.ProcessId}"));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Samjhadoo.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests must run from inside the checkout.");
    }
}
