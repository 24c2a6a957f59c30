using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>A mail server in a hundred lines: takes every mail, or refuses connections, or accepts them and says nothing.</summary>
public sealed class TestSmtp : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _clients = new();
    private TcpListener? _listener;
    private int _connections;

    public TestSmtp() => Port = Listen(0);

    public int Port { get; }

    /// <summary>Recipient and text of every mail that was taken.</summary>
    public ConcurrentQueue<(string To, string Text)> Mails { get; } = [];

    /// <summary>Most connections that were open at once since the start.</summary>
    public int MostConnections { get; private set; }

    /// <summary>Accepts and never says a word.</summary>
    public bool Hangs { get; set; }

    /// <summary>Breaks what is open and refuses what comes.</summary>
    public void Stop()
    {
        _listener?.Stop();
        _listener = null;
        foreach (var client in _clients.Keys)
            client.Dispose();
    }

    public void Start()
    {
        if (_listener is null)
            Listen(Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        Stop();
        _end.Dispose();
    }

    private int Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Start();
        _listener = listener;
        _ = AcceptAsync(listener);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        _clients[client] = true;
        MostConnections = Math.Max(MostConnections, Interlocked.Increment(ref _connections));
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            if (Hangs)
                await reader.ReadLineAsync(_end.Token);
            await writer.WriteLineAsync("220 test");
            var to = "";
            while (await reader.ReadLineAsync(_end.Token) is { } line)
            {
                var verb = line.Split(' ')[0].ToUpperInvariant();
                if (verb == "RCPT")
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                if (verb == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(_end.Token) is { } part && part != ".")
                        text.AppendLine(part);
                    Mails.Enqueue((to, text.ToString()));
                }

                await writer.WriteLineAsync(verb == "QUIT" ? "221 bye" : "250 ok");
                if (verb == "QUIT")
                    return;
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _connections);
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }
}
