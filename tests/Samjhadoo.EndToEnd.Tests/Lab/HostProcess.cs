using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>A host as an operator runs it: a process of its own that can be killed.</summary>
public sealed class HostProcess : IDisposable
{
    private readonly IReadOnlyList<string> _arguments;
    private readonly List<string> _log = [];
    private Process? _process;

    public HostProcess(IReadOnlyList<string> arguments)
    {
        _arguments = arguments;
        Url = new Uri($"http://127.0.0.1:{FreePort()}");
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1) }) { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(40) };
    }

    public Uri Url { get; }

    public HttpClient Client { get; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>How many threads the process has.</summary>
    public int Threads
    {
        get
        {
            _process!.Refresh();
            return _process.Threads.Count;
        }
    }

    /// <summary>Its resident memory in bytes.</summary>
    public long Memory
    {
        get
        {
            _process!.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>What the host has written so far.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log)
                return [.. _log];
        }
    }

    /// <param name="untilReady">Returns once the host is ready.</param>
    /// <param name="output">A file that takes what the host writes, instead of <see cref="Log"/>.</param>
    public async Task StartAsync(bool untilReady = true, string? output = null)
    {
        var start = new ProcessStartInfo("sh")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(output is null ? "exec dotnet \"$@\"" : $"exec dotnet \"$@\" >{output} 2>&1");
        start.ArgumentList.Add("dotnet");
        start.ArgumentList.Add(typeof(HostProcess).Assembly.Location);
        start.ArgumentList.Add($"--urls={Url}");
        foreach (var argument in _arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Write(line.Data);
        _process.ErrorDataReceived += (_, line) => Write(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (untilReady)
            await ReadyAsync(TimeSpan.FromSeconds(90));
    }

    public Task ReadyAsync(TimeSpan within) => Eventually.TrueAsync(IsReadyAsync, within, $"{Url} is ready; its log ends with: {string.Join('\n', Log.TakeLast(15))}");

    public Task<bool> IsReadyAsync() => IsFineAsync("/health/ready");

    public Task<bool> IsLiveAsync() => IsFineAsync("/health/live");

    /// <summary>Of the requests to a route since the host's start: how many it answered, and how many of them within a time that its histogram knows.</summary>
    public async Task<(long All, long InTime)> AnsweredAsync(string route, double seconds)
    {
        var metrics = await Client.GetStringAsync("/metrics");
        long Sum(string bound) => metrics.Split('\n')
            .Where(line => line.StartsWith("http_server_request_duration_seconds_bucket{", StringComparison.Ordinal)
                && line.Contains(route, StringComparison.Ordinal) && line.Contains($"le=\"{bound}\"", StringComparison.Ordinal))
            .Sum(line => long.Parse(line.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
        return (Sum("+Inf"), Sum(seconds.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns when the process has ended.</summary>
    public async Task TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(45));
        await _process.WaitForExitAsync(patience.Token);
    }

    /// <summary>Waits until the process has ended by itself.</summary>
    public Task ExitedAsync(TimeSpan within) => Eventually.TrueAsync(() => Task.FromResult(!IsRunning), within, "the host process has ended");

    public void Dispose()
    {
        if (IsRunning)
            _process!.Kill();
        _process?.Dispose();
        Client.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsFineAsync(string path)
    {
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            return (await Client.GetAsync(path, patience.Token)).StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private void Write(string? line)
    {
        if (line is null)
            return;
        lock (_log)
        {
            _log.Add(line);
            if (_log.Count > 50_000)
                _log.RemoveRange(0, 10_000);
        }
    }
}
