using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Samjhadoo.Shared.Infrastructure.Observability;

/// <summary>Structured lines: JSON for machines, in development one readable line. On standard output, which a verb needs for its own.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder, bool isServing)
    {
        var settings = new LoggerConfiguration()
            .MinimumLevel.Is(builder.Configuration.GetValue("Logs:Level", builder.Environment.IsEnvironment("Testing") ? LogEventLevel.Warning : LogEventLevel.Information))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("MassTransit", LogEventLevel.Warning)

            // It reports each failed statement, which whoever asked for it reports too, once a second.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            .Enrich.FromLogContext()
            .WriteTo.Sink(new BackgroundWriter(
                isServing ? Console.OpenStandardOutput() : Console.OpenStandardError(),
                builder.Environment.IsDevelopment() ? new ReadableLines() : new CompactJsonFormatter()));
        builder.Logging.ClearProviders();
        builder.Services.AddSerilog(settings.CreateLogger(), dispose: true);
    }
}

/// <summary>
/// Writes in the background, so that a terminal that blocks or a full disk stops no request: what can't be written is dropped and
/// counted. Warnings and errors of one kind come once a second, with the number of those that did not.
/// </summary>
internal sealed class BackgroundWriter : ILogEventSink, IDisposable
{
    private const int Backlog = 10_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Stream _output;
    private readonly ITextFormatter _formatter;
    private readonly Channel<LogEvent> _lines = Channel.CreateBounded<LogEvent>(new BoundedChannelOptions(Backlog) { SingleReader = true });
    private readonly ConcurrentDictionary<(string Template, string? Exception), Kind> _kinds = new();
    private readonly Task _writing;
    private long _dropped;

    public BackgroundWriter(Stream output, ITextFormatter formatter)
    {
        _output = output;
        _formatter = formatter;
        _writing = Task.Run(WriteAsync);
    }

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Level >= LogEventLevel.Warning && !IsDue(logEvent))
            return;
        if (!_lines.Writer.TryWrite(logEvent))
            Interlocked.Increment(ref _dropped);
    }

    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _writing.Wait(TimeSpan.FromSeconds(5));
    }

    private bool IsDue(LogEvent logEvent)
    {
        var kind = _kinds.GetOrAdd((logEvent.MessageTemplate.Text, logEvent.Exception?.GetType().Name), _ => new Kind());
        if (!kind.IsDue(out var untold))
            return false;
        if (untold > 0)
            logEvent.AddOrUpdateProperty(new LogEventProperty("Untold", new ScalarValue(untold)));
        return true;
    }

    private async Task WriteAsync()
    {
        using var output = new StreamWriter(_output, bufferSize: 32 * 1024) { AutoFlush = false };
        while (await _lines.Reader.WaitToReadAsync())
        {
            try
            {
                while (_lines.Reader.TryRead(out var line))
                    _formatter.Format(line, output);
                if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
                    await output.WriteLineAsync($$"""{"@l":"Warning","@m":"{{dropped}} log lines were dropped"}""");
                await output.FlushAsync();
            }
            catch (IOException)
            {
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    private sealed class Kind
    {
        private long _nextAt;
        private int _untold;

        public bool IsDue(out int untold)
        {
            var now = Environment.TickCount64;
            var nextAt = Interlocked.Read(ref _nextAt);
            if (now < nextAt || Interlocked.CompareExchange(ref _nextAt, now + (long)Interval.TotalMilliseconds, nextAt) != nextAt)
            {
                untold = 0;
                Interlocked.Increment(ref _untold);
                return false;
            }

            untold = Interlocked.Exchange(ref _untold, 0);
            return true;
        }
    }
}

/// <summary>One line an event. Control characters are shown, so that no value can start a line of its own.</summary>
internal sealed class ReadableLines : ITextFormatter
{
    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString("HH:mm:ss.fff ", System.Globalization.CultureInfo.InvariantCulture));
        output.Write(logEvent.Level switch
        {
            LogEventLevel.Warning => "WARN  ",
            LogEventLevel.Error => "ERROR ",
            LogEventLevel.Fatal => "FATAL ",
            _ => "",
        });
        foreach (var character in logEvent.RenderMessage(System.Globalization.CultureInfo.InvariantCulture))
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
                output.Write($"\\u{(int)character:x4}");
            else
                output.Write(character);
        }

        output.WriteLine();
        if (logEvent.Exception is not null)
            output.WriteLine(logEvent.Exception);
    }
}
