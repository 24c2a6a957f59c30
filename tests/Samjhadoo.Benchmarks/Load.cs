using System.Diagnostics;

namespace Samjhadoo.Benchmarks;

/// <summary>What one measurement gave.</summary>
internal sealed record Measured(double PerSecond, double P50, double P99, double CpuMicroseconds, double AllocatedKilobytes, long Errors);

/// <summary>Clients in a closed loop: each sends its next request when the answer to the last one is read.</summary>
internal static class Load
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512, UseProxy = false, UseCookies = false });

    public static async Task<Measured> RunAsync(
        ServerProcess server, int clients, TimeSpan length, Func<Random, HttpRequestMessage> make, int expectedStatus)
    {
        var errors = 0L;
        var cpu = server.Cpu;
        var allocated = await server.AllocatedAsync();
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(client);
            var mine = new List<double>(50_000);
            while (Stopwatch.GetElapsedTime(started) < length)
            {
                var asked = Stopwatch.GetTimestamp();
                using var request = make(random);
                request.RequestUri = new Uri(server.Url, request.RequestUri!);
                using var response = await Client.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
                mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                if ((int)response.StatusCode != expectedStatus)
                    Interlocked.Increment(ref errors);
            }

            return mine;
        })));

        var elapsed = Stopwatch.GetElapsedTime(started);
        var sorted = latencies.SelectMany(one => one).Order().ToArray();
        return new Measured(
            sorted.Length / elapsed.TotalSeconds,
            sorted[sorted.Length / 2],
            sorted[sorted.Length * 99 / 100],
            (server.Cpu - cpu).TotalMicroseconds / sorted.Length,
            (await server.AllocatedAsync() - allocated) / 1024 / sorted.Length,
            errors);
    }
}
