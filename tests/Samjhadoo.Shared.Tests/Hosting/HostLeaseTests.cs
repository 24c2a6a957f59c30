using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Tests.Security;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Hosting;

/// <summary>Hosts that can't hear of each other are never two on one database (decision 10).</summary>
public sealed class HostLeaseTests
{
    private static readonly ModuleHostOptions Alone = new() { Arguments = ["--Hosting:LeaseWait=00:00:00.3"] };
    private static readonly ModuleHostOptions Sharing = Alone with { Redis = true, RabbitMq = true };

    private readonly IReadOnlyList<IModule> _modules = [new DoorModule(new Logins())];
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task MigrateAsync() => _database = await TestDatabase.CreateAsync(_modules);

    [OneTimeTearDown]
    public async Task DropAsync() => await _database.DisposeAsync();

    [Test]
    public async Task A_host_without_Redis_or_RabbitMQ_refuses_to_start_beside_any_other_and_says_what_to_do()
    {
        foreach (var running in new[] { Alone, Sharing })
        {
            await using var first = await StartAsync(running);
            foreach (var other in new[] { Alone, Alone with { Redis = true }, Alone with { RabbitMq = true } })
            {
                (await RefusalAsync(other)).Should().Contain("must be alone").And.Contain("Stop the other one").And
                    .Contain("ConnectionStrings:Redis").And.Contain("ConnectionStrings:RabbitMq");
            }
        }
    }

    [Test]
    public async Task A_host_with_both_refuses_to_start_beside_one_that_must_be_alone()
    {
        await using var first = await StartAsync(Alone with { Redis = true });
        (await RefusalAsync(Sharing)).Should().Contain("must be alone").And.Contain("Stop it");
    }

    [Test]
    public async Task Hosts_with_both_share_a_database()
    {
        await using var first = await StartAsync(Sharing);
        await using var second = await StartAsync(Sharing);
        (await IsReadyAsync(first)).Should().BeTrue();
        (await IsReadyAsync(second)).Should().BeTrue();
    }

    [Test]
    public async Task The_successor_of_a_host_that_is_just_ending_waits_for_it()
    {
        var first = await StartAsync(Alone);
        var second = StartAsync(Alone with { Arguments = ["--Hosting:LeaseWait=00:00:20"] });
        (await Task.WhenAny(second, Task.Delay(500))).Should().NotBe(second);
        await first.DisposeAsync();
        await using var started = await second;
        (await IsReadyAsync(started)).Should().BeTrue();
    }

    [Test]
    public async Task A_connection_that_breaks_is_made_anew_and_the_lease_is_kept()
    {
        await using var host = await StartAsync(Alone);
        var lease = host.Services.GetRequiredService<HostLease>();
        var before = lease.AloneSince;
        before.Should().BePositive();

        await using (var superuser = await _database.OpenAsync())
            await CutAsync(superuser);

        await Eventually.TrueAsync(() => Task.FromResult(lease.AloneSince > before));
        (await RefusalAsync(Alone)).Should().Contain("must be alone");
        (await IsReadyAsync(host)).Should().BeTrue();
    }

    [Test]
    public async Task A_host_whose_lease_another_took_meanwhile_stops_and_says_so_by_its_exit_code()
    {
        var keys = Directory.CreateTempSubdirectory("keys").FullName;
        var stopped = SamjhadooApp.RunAsync([.. _database.Arguments, .. Alone.Arguments, "--urls=http://127.0.0.1:0", $"--Keys:Folder={keys}"], _modules);
        await using (var superuser = await _database.OpenAsync())
        {
            await Eventually.TrueAsync(() => CutAsync(superuser));
            await Eventually.TrueAsync(async () =>
            {
                await CutAsync(superuser);
                return await ExecuteAsync(superuser, $"select pg_try_advisory_lock({HostLease.Lock})") is true;
            });
            (await stopped.WaitAsync(TimeSpan.FromSeconds(30))).Should().Be(1);
            await ExecuteAsync(superuser, "select pg_advisory_unlock_all()");
        }

        Directory.Delete(keys, recursive: true);
    }

    private Task<ModuleHost> StartAsync(ModuleHostOptions options) => ModuleHost.StartAsync(_modules, options with { Database = _database });

    private async Task<string> RefusalAsync(ModuleHostOptions options)
    {
        var refused = await this.Awaiting(_ => StartAsync(options)).Should().ThrowAsync<StartRefusedException>();
        return refused.Which.Message;
    }

    private static async Task<bool> IsReadyAsync(ModuleHost host)
    {
        using var client = host.Client();
        return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
    }

    private static async Task<bool> CutAsync(NpgsqlConnection superuser) => await ExecuteAsync(
        superuser, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'samjhadoo/lease'") is true;

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
