using System.Diagnostics;
using Npgsql;
using Samjhadoo.EndToEnd.Tests.Lab;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F15")]
public sealed class F15_DumpAndRestore
{
    [Test]
    public async Task A_dump_taken_under_load_restores_to_clean_books()
    {
        await using var lab = await FaultLab.StartAsync();
        var host = lab.Hosts[0];
        var bank = new Bank(await lab.FundedAccountsAsync(8, 10_000m), 10_000m, host.Url);
        var load = bank.RunAsync(8, FaultLab.FullSize ? 5_000 : 400);
        await host.TellAsync("dumped", 100);
        var dump = Path.Combine(lab.Folder, "samjhadoo.dump");
        await RunAsync(lab, "pg_dump", "--format=custom", $"--file={dump}", lab.Database.Name);
        await load;
        await host.TerminateAsync();

        await lab.RestoreAsync(async () =>
        {
            await RunAsync(lab, "createdb", lab.Database.Name);
            await RunAsync(lab, "pg_restore", $"--dbname={lab.Database.Name}", dump);
        });

        await host.StartAsync();
        await Audit.CleanAsync(lab);
        await Audit.CountedAsync(lab, "dumped", 100);
    }

    private static async Task RunAsync(FaultLab lab, string program, params IReadOnlyList<string> arguments)
    {
        var server = new NpgsqlConnectionStringBuilder(Testing.TestServers.SuperuserOf(lab.Servers));
        var start = new ProcessStartInfo(Path.Combine(lab.Servers["SAMJHADOO_POSTGRES_BIN"], program), arguments)
        {
            UseShellExecute = false,
            Environment = { ["PGHOST"] = server.Host, ["PGPORT"] = $"{server.Port}", ["PGUSER"] = server.Username, ["PGPASSWORD"] = server.Password },
        };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, "{0} works", program);
    }
}
