using System.Security.Cryptography;
using Npgsql;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>
/// PostgreSQL, Redis and RabbitMQ that faults may stop, hang and kill. One set serves the labs one after the other, each with an
/// empty database; a lab that needs another disk or durable commits has its own.
/// </summary>
public sealed class LabServers : IAsyncDisposable
{
    private static LabServers? _shared;

    private readonly bool _isDurable;
    private readonly Dictionary<string, string> _ailing = [];
    private TestDatabase? _database;

    private LabServers(string folder, bool isDurable)
    {
        Folder = folder;
        _isDurable = isDurable;
        Directory.CreateDirectory(folder);
    }

    /// <summary>Where the servers keep their data.</summary>
    public string Folder { get; }

    /// <summary>What build/servers says of them.</summary>
    public IReadOnlyDictionary<string, string> Lines { get; private set; } = new Dictionary<string, string>();

    public bool IsShared => this == _shared;

    /// <summary>Those of all labs.</summary>
    public static LabServers Shared() => _shared ??= Own(null, isDurable: false);

    /// <summary>Servers of one lab alone.</summary>
    public static LabServers Own(string? folder, bool isDurable) =>
        new(folder ?? Path.Combine(TestServers.Root, ".run", "lab", RandomNumberGenerator.GetHexString(6, lowercase: true)), isDurable);

    public static async Task EndAsync()
    {
        if (_shared is not null)
            await _shared.DisposeAsync();
        _shared = null;
    }

    /// <summary>Starts what is wanted and is not up.</summary>
    public async Task UpAsync(params IEnumerable<string> servers) => Lines = TestServers.Lines(await TestServers.RunScriptAsync(
        "servers",
        ["up", "--dir", Folder, .. _isDurable ? (string[])[] : ["--fast"], "--lease", $"{Environment.ProcessId}", .. servers.Select(server => $"--{server}")]));

    /// <summary>A database as it is after its migration, which is made once.</summary>
    public async Task<TestDatabase> DatabaseAsync()
    {
        if (_database is not null)
        {
            await _database.RestoreAsync();
            return _database;
        }

        _database = await TestDatabase.CreateAsync(Tally.Modules, TestServers.SuperuserOf(Lines));
        if (IsShared)
            await _database.KeepAsync();
        return _database;
    }

    public async Task ActAsync(string action, string server)
    {
        if (action == "up")
            await TestServers.RunScriptAsync("servers", ["up", "--dir", Folder, .. _isDurable ? (string[])[] : ["--fast"], "--lease", $"{Environment.ProcessId}", $"--{server}"]);
        else
            await TestServers.RunScriptAsync("servers", action, "--dir", Folder, $"--{server}");
        if (action is "up" or "resume" or "restart")
            _ailing.Remove(server);
        else
            _ailing[server] = action == "pause" ? "resume" : "up";

        // What this process had open went with the server.
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Undoes what a test that failed half-way has left.</summary>
    public async Task HealAsync()
    {
        foreach (var (server, remedy) in _ailing.ToList())
            await ActAsync(remedy, server);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await TestServers.RunScriptAsync("servers", "down", "--dir", Folder, "--fresh");
        if (!Directory.Exists(Folder))
            return;
        foreach (var entry in new DirectoryInfo(Folder).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }
}
