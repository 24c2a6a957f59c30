using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Samjhadoo.Shared.Infrastructure.Observability;
using Samjhadoo.Testing;
using Serilog;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace Samjhadoo.Shared.Tests.Hosting;

/// <summary>Logs: one event is one line, an outage is a line a second, and a writer that blocks stops nobody.</summary>
public sealed class LogTests
{
    [TestCase(true)]
    [TestCase(false)]
    public void A_value_can_not_start_a_line_of_its_own(bool json)
    {
        var lines = Write(json ? new CompactJsonFormatter() : new ReadableLines(), log =>
        {
            log.Information("Agent {Agent}", "curl\r\nERROR forged line\u2028and\u0085more\u001b[2J");
            log.Information("After");
        });
        lines.Should().HaveCount(2);
        lines[0].Should().NotContain("\u001b");
        if (json)
            JsonNode.Parse(lines[0])!["Agent"]!.GetValue<string>().Should().StartWith("curl\r\nERROR");
    }

    [Test]
    public void An_outage_is_told_once_a_second_with_the_number_of_what_was_not()
    {
        var started = Stopwatch.GetTimestamp();
        var lines = Write(new CompactJsonFormatter(), log =>
        {
            for (var request = 0; request < 500; request++)
                log.Error(new TimeoutException(), "The database is away");
            log.Error(new InvalidOperationException(), "Another matter");
        });
        lines.Count(line => line.Contains("The database is away", StringComparison.Ordinal)).Should().BeInRange(1, 1 + (int)Stopwatch.GetElapsedTime(started).TotalSeconds);
        lines.Should().Contain(line => line.Contains("Another matter", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_writer_that_blocks_stops_nobody()
    {
        using var stream = new BlockedStream();
        using var log = new LoggerConfiguration().WriteTo.Sink(new BackgroundWriter(stream, new CompactJsonFormatter())).CreateLogger();
        var writing = Task.Run(() =>
        {
            for (var line = 0; line < 30_000; line++)
                log.Information("Line {Number}", line);
        });
        await writing.WaitAsync(TimeSpan.FromSeconds(10));
        stream.Release();
        await Eventually.TrueAsync(() => Task.FromResult(stream.Text.Contains("log lines were dropped", StringComparison.Ordinal)));
    }

    private static string[] Write(ITextFormatter formatter, Action<ILogger> use)
    {
        using var stream = new MemoryStream();
        using (var log = new LoggerConfiguration().WriteTo.Sink(new BackgroundWriter(stream, formatter)).CreateLogger())
            use(log);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class BlockedStream : MemoryStream
    {
        private readonly ManualResetEventSlim _open = new();

        public string Text
        {
            get
            {
                lock (_open)
                    return Encoding.UTF8.GetString(ToArray());
            }
        }

        public void Release() => _open.Set();

        public override void Write(byte[] buffer, int offset, int count)
        {
            _open.Wait();
            lock (_open)
                base.Write(buffer, offset, count);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            Write(buffer, offset, count);
            return Task.CompletedTask;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Write(buffer.ToArray(), 0, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
