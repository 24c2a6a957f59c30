using System.Net;
using System.Net.Sockets;
using System.Text;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

/// <summary>Bodies that are huge or never end are refused, and cost neither memory nor other callers' time.</summary>
public sealed class HeavyBodies
{
    private const string Path = "/api/v1/auth/login";

    private FaultLab _lab = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _lab = await FaultLab.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _lab.DisposeAsync();

    [Test]
    public async Task Ten_megabytes_are_refused_unread()
    {
        var host = _lab.Hosts[0];
        var body = new byte[10 * 1024 * 1024];
        Array.Fill(body, (byte)' ');
        await FloodAsync(host, body, 20);
        var before = host.Memory;

        var answers = await FloodAsync(host, body, 200);

        answers.Should().OnlyContain(status => status == HttpStatusCode.RequestEntityTooLarge || status == null, "or the connection is closed while the body is still on its way");
        answers.Should().Contain(HttpStatusCode.RequestEntityTooLarge);
        (host.Memory - before).Should().BeLessThan(100L * 1024 * 1024, "two thousand megabytes were offered");
        (await host.IsReadyAsync()).Should().BeTrue();
    }

    [Test]
    public async Task Two_hundred_bodies_that_trickle_are_cut_off_and_nobody_waits_for_them()
    {
        var host = _lab.Hosts[0];
        var bank = new Bank(await _lab.FundedAccountsAsync(8, 10_000m), 10_000m, host.Url);
        await bank.RunAsync(4, 100);
        var before = host.Memory;
        var threads = host.Threads;

        var trickles = Enumerable.Range(0, 200).Select(_ => TrickleAsync(host.Url)).ToList();
        await bank.RunAsync(4, 300);
        var answers = await Task.WhenAll(trickles);

        answers.Should().OnlyContain(answer => answer.Length == 0 || answer.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal), "{0}", answers.FirstOrDefault(answer => !answer.Contains("408", StringComparison.Ordinal)));
        answers.Should().Contain(answer => answer.Contains("request.timeout", StringComparison.Ordinal));
        bank.Transfers.Should().OnlyContain(transfer => transfer.Answer != null, "the other callers are served");
        host.Threads.Should().BeLessThan(threads + 25, "a body that trickles holds no thread");
        (host.Memory - before).Should().BeLessThan(100L * 1024 * 1024);
        await Audit.CleanAsync(_lab, bank);
    }

    private static async Task<IReadOnlyList<HttpStatusCode?>> FloodAsync(HostProcess host, byte[] body, int count)
    {
        var answers = new HttpStatusCode?[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Url, Path)) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new("application/json");
            // Half of them wait to hear whether they are wanted; the others send at once and without saying how much it will be.
            request.Headers.ExpectContinue = number % 2 == 0;
            request.Headers.TransferEncodingChunked = number % 2 == 1;
            try
            {
                using var answer = await host.Client.SendAsync(request, CancellationToken.None);
                answers[number] = answer.StatusCode;
            }
            catch (HttpRequestException)
            {
                // Closed while we were still sending.
            }
        });
        return answers;
    }

    // A byte a second until the server has enough of it; returns what it said.
    private static async Task<string> TrickleAsync(Uri url)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var reading = ReadAsync(stream, patience.Token);
        try
        {
            while (await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(1), patience.Token)) != reading)
                await stream.WriteAsync(" "u8.ToArray(), patience.Token);
        }
        catch (IOException)
        {
            // The server has closed.
        }

        return await reading;
    }

    private static async Task<string> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Reset, after or instead of an answer.
        }

        return text.ToString();
    }
}
