using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Samjhadoo.Testing;

/// <summary>What a <see cref="FaultProxy"/> does to the connections through it.</summary>
public enum Fault
{
    /// <summary>Passes everything on.</summary>
    None,

    /// <summary>Breaks what is open and refuses what comes.</summary>
    Refuse,

    /// <summary>Accepts and answers nothing, ever; what was under way stays unanswered too.</summary>
    BlackHole,

    /// <summary>Passes on half of the next answer, then resets the connection; so for each connection.</summary>
    Reset,

    /// <summary>Every answer comes a second late.</summary>
    Late,

    /// <summary>Answers trickle at 1 KB a second.</summary>
    Trickle,
}

/// <summary>A TCP proxy before a dependency that fails as networks do. The fault applies at once, to open connections too.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly string _host;
    private readonly int _port;
    private readonly ConcurrentDictionary<Socket, bool> _sockets = new();
    private readonly CancellationTokenSource _end = new();
    private Socket? _listener;
    private volatile Fault _fault;

    private FaultProxy(string host, int port)
    {
        _host = host;
        _port = port;
        Port = Listen(0);
    }

    /// <summary>Where the proxy listens, on the loopback.</summary>
    public int Port { get; }

    /// <summary>The proxy's address as <c>127.0.0.1:port</c>.</summary>
    public string Address => $"127.0.0.1:{Port}";

    /// <summary>What it does now.</summary>
    public Fault Fault
    {
        get => _fault;
        set
        {
            var before = _fault;
            _fault = value;
            if (value == Fault.Refuse)
            {
                _listener?.Dispose();
                _listener = null;
                Break();
            }
            else if (_listener is null)
            {
                Listen(Port);
            }

            // What a black hole swallowed is gone, so its connections can't be made whole again.
            if (before == Fault.BlackHole && value != Fault.BlackHole)
                Break();
        }
    }

    /// <summary>Starts a proxy before a server named as <c>host:port</c>.</summary>
    public static FaultProxy Before(string server) => new(server.Split(':')[0], int.Parse(server.Split(':')[1]));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener?.Dispose();
        Break();
        _end.Dispose();
    }

    private int Listen(int port)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(1024);
        _listener = listener;
        _ = AcceptAsync(listener);
        return ((IPEndPoint)listener.LocalEndPoint!).Port;
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync(_end.Token));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            _sockets[client] = true;
            _sockets[server] = true;
            try
            {
                await server.ConnectAsync(_host, _port, _end.Token);
                await Task.WhenAny(PumpAsync(client, server, isAnswer: false), PumpAsync(server, client, isAnswer: true));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side is gone; the other follows.
            }
            finally
            {
                _sockets.TryRemove(client, out _);
                _sockets.TryRemove(server, out _);
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isAnswer)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var read = await from.ReceiveAsync(buffer, _end.Token);
            if (read == 0)
                return;
            var fault = _fault;
            if (fault == Fault.BlackHole)
                await Task.Delay(Timeout.Infinite, _end.Token);
            if (!isAnswer)
            {
                await SendAsync(to, buffer.AsMemory(0, read));
                continue;
            }

            switch (fault)
            {
                case Fault.Reset:
                    await SendAsync(to, buffer.AsMemory(0, read / 2));
                    to.LingerState = new LingerOption(true, 0);
                    return;
                case Fault.Late:
                    await Task.Delay(TimeSpan.FromSeconds(1), _end.Token);
                    await SendAsync(to, buffer.AsMemory(0, read));
                    break;
                case Fault.Trickle:
                    for (var sent = 0; sent < read; sent += 128)
                    {
                        await SendAsync(to, buffer.AsMemory(sent, Math.Min(128, read - sent)));
                        await Task.Delay(TimeSpan.FromMilliseconds(125), _end.Token);
                    }

                    break;
                default:
                    await SendAsync(to, buffer.AsMemory(0, read));
                    break;
            }
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes, _end.Token)..];
    }

    private void Break()
    {
        foreach (var socket in _sockets.Keys)
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
                socket.Dispose();
            }
            catch (ObjectDisposedException)
            {
                // It ended by itself.
            }
            catch (SocketException)
            {
                socket.Dispose();
            }
        }
    }
}
