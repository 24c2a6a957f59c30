using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Samjhadoo.Benchmarks;

/// <summary>The host or the baseline as a process of its own, with what it cost so far.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private ServerProcess(Process process, Uri url)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = url, Timeout = TimeSpan.FromSeconds(5) };
        Url = url;
    }

    public Uri Url { get; }

    /// <summary>From the start of the process to the first good answer.</summary>
    public TimeSpan StartTook { get; private set; }

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    /// <summary>Bytes allocated since the start, as the process tells at <c>/metrics</c>.</summary>
    public async Task<double> AllocatedAsync()
    {
        var metrics = await _client.GetStringAsync("/metrics");
        return metrics.Split('\n').FirstOrDefault(line => line.StartsWith("dotnet_gc_heap_total_allocated", StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("The process does not tell what it allocated.");
    }

    public static async Task<ServerProcess> StartAsync(string assembly, IEnumerable<string> arguments, string readyPath, HttpStatusCode ready, string log)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("sh") { UseShellExecute = false, WorkingDirectory = Path.GetDirectoryName(assembly)! };
        foreach (var argument in (string[])["-c", "exec dotnet \"$@\" >\"$BENCH_LOG\" 2>&1", "sh", assembly, .. arguments, $"--urls={url}"])
            start.ArgumentList.Add(argument);
        start.Environment["BENCH_LOG"] = log;
        var started = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(start)!, url);
        while (true)
        {
            try
            {
                using var response = await server._client.GetAsync(readyPath);
                if (response.StatusCode == ready)
                    break;
            }
            catch (HttpRequestException) when (!server._process.HasExited && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60))
            {
            }

            await Task.Delay(10);
        }

        server.StartTook = Stopwatch.GetElapsedTime(started);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
