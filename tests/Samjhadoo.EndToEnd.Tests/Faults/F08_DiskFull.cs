using System.Diagnostics;
using System.Net;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F8")]
public sealed class F08_DiskFull
{
    [Test]
    public async Task A_full_disk_is_503_and_leaves_clean_books()
    {
        var folder = Directory.CreateTempSubdirectory("samjhadoo-full-").FullName;
        if (await RunAsync("mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", folder) != 0)
            Assert.Ignore("A small disk is a mount, and only root may mount.");
        try
        {
            await using var lab = await FaultLab.StartAsync(folder: folder);
            var bank = new Bank(await lab.FundedAccountsAsync(8, 10_000m), 10_000m, lab.Hosts[0].Url);
            await bank.RunAsync(8, 100);

            var filler = Path.Combine(folder, "filler");
            await RunAsync("sh", "-c", $"cat /dev/zero > {filler}");
            using var until = new CancellationTokenSource();
            var load = bank.RunAsync(8, until.Token);
            await Eventually.TrueAsync(() => Task.FromResult(bank.Transfers.Count(transfer => transfer.Answer is null) > 50), TimeSpan.FromMinutes(2), "the disk is full");
            await until.CancelAsync();
            await load;

            File.Delete(filler);
            await lab.ServerAsync("restart", "postgres");
            await lab.Hosts[0].ReadyAsync(TimeSpan.FromSeconds(30));
            await bank.SettleAsync();
            await Audit.CleanAsync(lab, bank);
        }
        finally
        {
            await RunAsync("umount", "--lazy", folder);
            Directory.Delete(folder);
        }
    }

    [Test]
    public async Task Logs_that_cannot_be_written_stop_no_request()
    {
        await using var lab = await FaultLab.StartAsync(hosts: 0);
        var host = new HostProcess(lab.Arguments);
        lab.Hosts.Add(host);
        await host.StartAsync(output: "/dev/full");
        var account = await lab.AccountAsync();
        using var client = account.Client(host.Url);
        for (var request = 0; request < 50; request++)
        {
            using var answer = await client.GetAsync("/api/v1/wallet");
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    private static async Task<int> RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
