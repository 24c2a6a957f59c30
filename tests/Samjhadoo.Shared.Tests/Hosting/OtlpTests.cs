using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Samjhadoo.Shared.Tests.Security;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Hosting;

/// <summary>Traces and metrics leave for a collector, and nobody waits for one that is away.</summary>
public sealed class OtlpTests
{
    [Test]
    public async Task Traces_and_metrics_reach_a_collector_and_name_no_person()
    {
        using var collector = new Collector();
        await using (var host = await StartAsync(collector.Address))
        {
            using var client = host.Client();
            client.DefaultRequestHeaders.Add("Authorization", "Bearer secret-of-a-person");
            (await client.GetAsync("/api/v1/doors/open?email=asha@example.in")).StatusCode.Should().Be(HttpStatusCode.OK);
        }

        // What was recorded is sent at the latest when the host ends.
        var sent = collector.Received.ToList();
        sent.Select(one => one.Path).Should().Contain("/v1/traces").And.Contain("/v1/metrics");
        var traces = string.Concat(sent.Where(one => one.Path == "/v1/traces").Select(one => one.Body));
        traces.Should().Contain("samjhadoo").And.Contain("/doors/open").And.NotContain("secret-of-a-person").And.NotContain("asha@example.in");
        string.Concat(sent.Where(one => one.Path == "/v1/metrics").Select(one => one.Body)).Should().Contain("http.server.request.duration");
    }

    [TestCase(Fault.Refuse)]
    [TestCase(Fault.BlackHole)]
    public async Task A_collector_that_is_away_stops_no_request(Fault fault)
    {
        using var collector = new Collector();
        await using var proxy = FaultProxy.Before(collector.Address["http://".Length..].TrimEnd('/'));
        proxy.Fault = fault;
        await using var host = await StartAsync($"http://{proxy.Address}");
        using var client = host.Client();
        for (var request = 0; request < 50; request++)
            (await client.GetAsync("/api/v1/doors/open")).StatusCode.Should().Be(HttpStatusCode.OK);
        proxy.Fault = Fault.None;
    }

    private static Task<ModuleHost> StartAsync(string address) => ModuleHost.StartAsync([new DoorModule(new Logins())], new ModuleHostOptions
    {
        Arguments = [$"--OpenTelemetry:Endpoint={address}", "--OpenTelemetry:Protocol=http/protobuf"],
    });

    /// <summary>Takes whatever it is sent. Strings stand readable in protobuf.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener _listener;

        public Collector()
        {
            while (_listener is null)
            {
                var listener = new HttpListener();
                Address = $"http://127.0.0.1:{Random.Shared.Next(20_000, 32_000)}/";
                listener.Prefixes.Add(Address);
                try
                {
                    listener.Start();
                    _listener = listener;
                }
                catch (HttpListenerException)
                {
                    // The port is taken; another may be free.
                }
            }

            _ = ListenAsync();
        }

        public string Address { get; } = "";

        public ConcurrentQueue<(string Path, string Body)> Received { get; } = [];

        public void Dispose() => _listener.Close();

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    Received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.UTF8.GetString(body.ToArray())));
                    context.Response.StatusCode = 200;
                    context.Response.Close();
                }
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
