using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Api;

/// <summary>Whatever is sent to whatever route: no 5xx, no status and no code that the document does not name.</summary>
public sealed class BadInputTests
{
    private const string Seed = "1xn1HwIbwfUS";

    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("SAMJHADOO_FUZZ_CASES"), out var cases) ? cases : 500;

    private static ModuleHost Host => ApiHost.Host;

    [Test]
    public async Task No_request_is_answered_with_what_the_document_does_not_name()
    {
        var wrong = new ConcurrentDictionary<string, string>();
        using var anonymous = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Url };
        foreach (var operation in Operation.All(JsonNode.Parse(await ApiHost.DocumentAsync())!))
        {
            var started = Stopwatch.GetTimestamp();
            var requests = HostileInput.Of(operation);
            var random = PCG.Parse(Seed);
            var sent = Enumerable.Range(0, Cases).Select(_ => requests.Generate(random, null, out var _)).ToList();
            var caller = new Caller(operation);
            var statuses = new ConcurrentDictionary<int, int>();
            var putOff = new ConcurrentQueue<HostileRequest>();
            await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (request, cancellationToken) =>
            {
                if (await ProblemWithAsync(anonymous, caller, operation, request, statuses, putOff, cancellationToken) is { } problem)
                    wrong.TryAdd($"{operation}: {problem}", request.ToString());
            });

            // 503 says "later", and later it must be answered: an input that is put off when it comes alone is a bug.
            putOff.Count.Should().BeLessThanOrEqualTo(2, "eight callers at once are no load for {0}", operation);
            foreach (var request in putOff)
            {
                if (await ProblemWithAsync(anonymous, caller, operation, request, statuses, putOff: null, CancellationToken.None) is { } problem)
                    wrong.TryAdd($"{operation}: {problem}", request.ToString());
            }

            await TestContext.Progress.WriteLineAsync($"{operation}: {string.Join(", ", statuses.OrderBy(one => one.Key).Select(one => $"{one.Value} x {one.Key}"))} in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
            statuses.Keys.Any(status => status is not (401 or 403 or 405 or 429)).Should().BeTrue("{0} was reached", operation);
        }

        wrong.Should().BeEmpty("{0}", string.Join("\n", wrong.Select(one => $"{one.Key}\n    {one.Value}")));
    }

    [Test]
    public async Task The_documented_examples_are_well_formed()
    {
        var wrong = new List<string>();
        using var client = new HttpClient { BaseAddress = Host.Url };
        foreach (var operation in Operation.All(JsonNode.Parse(await ApiHost.DocumentAsync())!).Where(one => one.BodyExample is not null))
        {
            using var request = await new Caller(operation).AuthorizeAsync(new HttpRequestMessage(new HttpMethod(operation.Method), operation.Path.Replace("{id}", "42", StringComparison.Ordinal)));
            request.Content = new StringContent(operation.BodyExample!.ToJsonString(), null, operation.BodyType!);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
            using var response = await client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if ((int)response.StatusCode == 400)
                wrong.Add($"{operation}: {text} for {operation.BodyExample.ToJsonString()}");
        }

        wrong.Should().BeEmpty("{0}", string.Join('\n', wrong));
    }

    private static async Task<string?> ProblemWithAsync(HttpClient client, Caller caller, Operation operation, HostileRequest hostile, ConcurrentDictionary<int, int> statuses, ConcurrentQueue<HostileRequest>? putOff, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await SendAsync(client, caller, operation, hostile, cancellationToken);
        if (response is null)
            return null;
        var status = (int)response.StatusCode;
        statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        if (status == 401)
            caller.LogOut();
        if (status < 400)
            return operation.Statuses.ContainsKey(status) || hostile.BendsPath ? null : $"undocumented {status}";
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (status == 503 && response.Headers.RetryAfter is not null && putOff is not null)
        {
            putOff.Enqueue(hostile);
            return null;
        }

        if (status >= 500)
            return $"{status} {text} after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s";
        if (hostile.BendsPath && status is 400 or 404 or 405 or 414)
            return null;
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            // Refused by the server before there is a route.
            return status is 400 or 431 && text.Length == 0 ? null : $"{status} is {response.Content.Headers.ContentType}";
        var code = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("code").GetString()!;
        return operation.Statuses.TryGetValue(status, out var codes) && codes.Contains(code) || hostile.BendsPath ? null : $"undocumented {status} {code}";
    }

    // Null where the client's own library refuses a header or an address, or the server answered and closed while a body it refuses was still on its way.
    private static async Task<HttpResponseMessage?> SendAsync(HttpClient client, Caller caller, Operation operation, HostileRequest hostile, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Host.Url.GetLeftPart(UriPartial.Authority) + hostile.Target, UriKind.Absolute, out var target))
            return null;
        using var request = await caller.AuthorizeAsync(new HttpRequestMessage(new HttpMethod(operation.Method), target));
        if (hostile.Body is not null)
        {
            request.Content = new ByteArrayContent(hostile.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", hostile.ContentType);
        }

        foreach (var (name, value) in hostile.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            return await client.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException exception) when (exception.InnerException is IOException || exception.Message.Contains("must contain only ASCII", StringComparison.Ordinal))
        {
            return null;
        }
    }

    // A logged-in user who may call the operation; logs in again when a request has ended the login.
    private sealed class Caller(Operation operation)
    {
        private readonly SemaphoreSlim _one = new(1);
        private TestAccount? _account;

        private bool NeedsLogin => operation.Content["security"]!.AsArray().Count > 0;

        public async Task<HttpRequestMessage> AuthorizeAsync(HttpRequestMessage request)
        {
            if (!NeedsLogin)
                return request;
            await _one.WaitAsync();
            try
            {
                _account ??= await Host.AccountAsync(operation.Path.Contains("/admin/", StringComparison.Ordinal) ? UserRole.Admin : UserRole.User);
                request.Headers.Authorization = new("Bearer", _account.Token);
                return request;
            }
            finally
            {
                _one.Release();
            }
        }

        public void LogOut() => _account = null;
    }
}
