using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Samjhadoo.Testing;

namespace Samjhadoo.Wallet.Tests.Gateways;

/// <summary>A headless browser, driven through its DevTools port. Tests that need it are skipped where none is installed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly Process _process;
    private readonly string _folder;
    private readonly ClientWebSocket _socket = new();
    private readonly Dictionary<string, List<JsonNode>> _events = [];
    private int _number;

    private Chromium(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>Starts the browser with one empty tab.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var program = Names.SelectMany(name => Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
            Assert.Ignore("No Chromium is installed (Debian's package is chromium).");
        var folder = Path.Combine(TestServers.Root, ".run", "tests", $"chromium-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        var process = Process.Start(new ProcessStartInfo(
            program,
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={folder}", "about:blank",
            ])
        { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var browser = new Chromium(process, folder);
        var portFile = Path.Combine(folder, "DevToolsActivePort");
        var port = await Eventually.ValueAsync(async () => File.Exists(portFile) ? (await File.ReadAllLinesAsync(portFile)).FirstOrDefault() : null, line => line is not null, TimeSpan.FromSeconds(60));
        using var client = new HttpClient();
        var tabs = await client.GetFromJsonAsync<JsonElement>($"http://127.0.0.1:{port}/json/list");
        var tab = tabs.EnumerateArray().First(one => one.GetProperty("type").GetString() == "page");
        await browser._socket.ConnectAsync(new Uri(tab.GetProperty("webSocketDebuggerUrl").GetString()!), CancellationToken.None);
        await browser.SendAsync("Page.enable");
        await browser.SendAsync("Log.enable");
        return browser;
    }

    /// <summary>What the browser complained about: refused styles, scripts, forms.</summary>
    public IReadOnlyList<string> Complaints => [.. _events.GetValueOrDefault("Log.entryAdded", []).Select(entry => entry["entry"]!["text"]!.GetValue<string>())];

    public Task OpenAsync(Uri address) => LoadAsync(() => SendAsync("Page.navigate", new JsonObject { ["url"] = address.ToString() }));

    /// <summary>Clicks and waits for the page that comes.</summary>
    public Task ClickAsync(string selector) => LoadAsync(() => ReadAsync<bool>($"(document.querySelector('{selector}').click(), true)"));

    public async Task<T> ReadAsync<T>(string script)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = script, ["returnByValue"] = true });
        return answer["result"]!["value"]!.Deserialize<T>()!;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Eventually.TrueAsync(() =>
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                // Something of it is still writing.
            }

            return Task.FromResult(!Directory.Exists(_folder));
        });
    }

    private async Task LoadAsync(Func<Task> act)
    {
        var loaded = _events.GetValueOrDefault("Page.loadEventFired", []).Count;
        await act();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (_events.GetValueOrDefault("Page.loadEventFired", []).Count == loaded)
            await ReceiveAsync(limit.Token);
    }

    private async Task<JsonNode> SendAsync(string method, JsonObject? parameters = null)
    {
        var number = ++_number;
        var message = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters ?? new JsonObject() };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        while (true)
        {
            if (await ReceiveAsync(limit.Token) is { } answer && answer["id"]?.GetValue<int>() == number)
                return answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
        }
    }

    // Events are kept; answers are returned.
    private async Task<JsonNode?> ReceiveAsync(CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        var message = JsonNode.Parse(text.ToArray())!;
        if (message["method"]?.GetValue<string>() is not { } name)
            return message;
        if (!_events.TryGetValue(name, out var events))
            _events[name] = events = [];
        events.Add(message["params"]!);
        return null;
    }
}
