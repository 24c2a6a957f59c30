using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Shared.Infrastructure.Jobs;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Testing;

/// <summary>What a test host is given beside its modules.</summary>
public sealed record ModuleHostOptions
{
    /// <summary>Connects to the private Redis.</summary>
    public bool Redis { get; init; }

    /// <summary>Connects to the private RabbitMQ; without it events are delivered in process.</summary>
    public bool RabbitMq { get; init; }

    /// <summary>More of the host's configuration, e.g. <c>--RateLimits:Enabled=false</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Services of the test's own beside the modules', e.g. another module's answer to a contract of Shared.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>A second host shares the first one's database; both need Redis and RabbitMQ then, as in production.</summary>
    public TestDatabase? Database { get; init; }
}

/// <summary>The real host with the modules a test needs, on a free port, over a database of its own.</summary>
public sealed class ModuleHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _ownsDatabase;
    private readonly IReadOnlyList<IModule> _modules;

    private ModuleHost(WebApplication app, TestDatabase database, bool ownsDatabase, IReadOnlyList<IModule> modules, TestClock clock, string folder)
    {
        _app = app;
        _ownsDatabase = ownsDatabase;
        _modules = modules;
        Database = database;
        Clock = clock;
        Folder = folder;
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where the host listens.</summary>
    public Uri Url { get; }

    /// <summary>The host's database.</summary>
    public TestDatabase Database { get; }

    /// <summary>The host's clock.</summary>
    public TestClock Clock { get; }

    /// <summary>The host's private folder: <c>mail</c> and <c>keys</c> lie below it.</summary>
    public string Folder { get; }

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a host with these modules.</summary>
    public static async Task<ModuleHost> StartAsync(IReadOnlyList<IModule> modules, ModuleHostOptions? options = null)
    {
        options ??= new ModuleHostOptions();
        var database = options.Database ?? await TestDatabase.CreateAsync(modules);
        var folder = Path.Combine(TestServers.Root, ".run", "tests", database.Name);
        Directory.CreateDirectory(folder);
        var arguments = new List<string>(database.Arguments)
        {
            "--urls=http://127.0.0.1:0",
            $"--Mail:Folder={folder}/mail",
            $"--Keys:Folder={folder}/keys",
        };
        if (options.Redis)
            arguments.Add($"--ConnectionStrings:Redis={await TestServers.RedisAsync()}");
        if (options.RabbitMq)
            arguments.AddRange([$"--ConnectionStrings:RabbitMq={await TestServers.RabbitMqAsync()}", $"--Messaging:Prefix={database.Name}-"]);
        arguments.AddRange(options.Arguments);

        var clock = new TestClock();
        var app = SamjhadooApp.Build([.. arguments], modules, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            options.Services?.Invoke(builder.Services);
        });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ModuleHost(app, database, options.Database is null, modules, clock, folder);
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Client() => new() { BaseAddress = Url };

    /// <summary>A verified user with a live login; the host needs Identity.</summary>
    public Task<TestAccount> AccountAsync(string role = UserRole.User) => TestAccount.CreateAsync(Database, Services, role);

    /// <summary>A client of this account.</summary>
    public HttpClient Client(TestAccount account) => account.Client(Url);

    /// <summary>Makes a login's last proof of identity too old for routes that require step-up.</summary>
    public async Task AgeProofAsync(long sessionId)
    {
        await using (var connection = await Database.OpenAsync())
        {
            await using var command = new NpgsqlCommand("update identity.sessions set confirmed_at = confirmed_at - interval '10 minutes' where id = $1", connection);
            command.Parameters.Add(new() { Value = sessionId });
            await command.ExecuteNonQueryAsync();
        }

        await Services.GetRequiredService<ISessionCache>().ForgetAsync([sessionId], CancellationToken.None);
    }

    /// <summary>Empties the database and makes reference data anew; what runs in the background pauses meanwhile.</summary>
    public async Task ResetAsync()
    {
        Clock.Reset();
        var jobs = Services.GetRequiredService<IJobRunner>();
        var pump = Services.GetRequiredService<IMessagePump>();
        await jobs.PauseAsync(CancellationToken.None);
        await pump.PauseAsync(CancellationToken.None);
        await Database.EmptyAsync();
        foreach (var module in _modules)
            await module.SeedReferenceDataAsync(Services, CancellationToken.None);
        pump.Resume();
        jobs.Resume();
    }

    /// <summary>Returns when every event has been delivered.</summary>
    public async Task DrainAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await Services.GetRequiredService<IMessagePump>().DrainAsync(patience.Token);
    }

    /// <summary>Runs a background job now, e.g. <c>wallet.expire_holds</c>; what it throws is thrown here.</summary>
    public Task RunJobAsync(string name) => Services.GetRequiredService<IJobRunner>().RunAsync(name, CancellationToken.None);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        if (_ownsDatabase && _app.Configuration.GetConnectionString("RabbitMq") is { Length: > 0 } broker)
            await TestBroker.ForgetAsync(broker, Services);
        await _app.DisposeAsync();
        if (!_ownsDatabase)
            return;
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
