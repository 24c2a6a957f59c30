using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Security;
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
        var operations = Operation.All(JsonNode.Parse(await ApiHost.DocumentAsync())!);
        var memory = 0L;
        foreach (var operation in operations)
        {
            // Warm by then: what the host caches for good is there.
            if (operation == operations[operations.Count / 4])
                memory = GC.GetTotalMemory(forceFullCollection: true);
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

        (GC.GetTotalMemory(forceFullCollection: true) - memory).Should().BeLessThan(64 * 1024 * 1024, "bad requests leave nothing behind");
        wrong.Should().BeEmpty("{0}", string.Join("\n", wrong.Select(one => $"{one.Key}\n    {one.Value}")));
    }

    [Test]
    public async Task What_is_refused_for_its_form_changes_no_row()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Host.Url };
        var refused = new ConcurrentQueue<(Operation Operation, HostileRequest Request)>();
        var callers = new Dictionary<Operation, Caller>();
        foreach (var operation in Operation.All(JsonNode.Parse(await ApiHost.DocumentAsync())!))
        {
            var requests = HostileInput.Of(operation);
            var random = PCG.Parse(Seed);
            var sent = Enumerable.Range(0, Math.Min(Cases, 30)).Select(_ => requests.Generate(random, null, out var _)).ToList();
            var caller = callers[operation] = new Caller(operation);
            await Parallel.ForEachAsync(sent, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (request, cancellationToken) =>
            {
                using var answer = await SendAsync(client, caller, operation, request, cancellationToken);
                if (answer?.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType)
                    refused.Enqueue((operation, request));
            });

            // The first pass may have ended the login.
            caller.LogOut();
            using var login = await caller.AuthorizeAsync(new HttpRequestMessage());
        }

        await Host.DrainAsync();
        var before = await RowsAsync();
        await Parallel.ForEachAsync(refused, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, cancellationToken) =>
        {
            using var answer = await SendAsync(client, callers[one.Operation], one.Operation, one.Request, cancellationToken);
            ((int?)answer?.StatusCode).Should().Match(status => status == null || (status >= 400 && status < 500), "{0} was refused before: {1}", one.Operation, one.Request);
        });
        var after = await RowsAsync();
        after.Where(table => table.Value != before[table.Key]).Select(table => table.Key).Should().BeEmpty();
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

    // What each table holds, as a number; tables that live on by themselves or keep count of refusals are left out.
    private static async Task<IReadOnlyDictionary<string, string>> RowsAsync()
    {
        await using var connection = await Host.Database.OpenAsync();
        var tables = await connection.QueryAsync<string>(
            """
            select format('%I.%I', table_schema, table_name)
            from information_schema.tables
            where table_schema = any (@schemas)
              and table_type = 'BASE TABLE'
              and table_name !~ '^(jobs|outbox_|inbox_|security_event|audit_log|erasures|data_exports|mail_messages|account_snapshots|pending_amounts|reconciliations)'
            """,
            new { schemas = Samjhadoo.Host.Modules.All.Select(module => module.Schema).ToArray() });
        var rows = new Dictionary<string, string>();
        foreach (var table in tables)
            rows[table] = (await connection.ExecuteScalarAsync<string>($"select count(*) || ' ' || coalesce(sum(hashtextextended(row::text, 0)), 0) from {table} as row"))!;
        return rows;
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
            return status is 400 or 414 or 431 && text.Length == 0 ? null : $"{status} is {response.Content.Headers.ContentType}";
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

        private readonly string _role = RoleOf(operation);

        private bool NeedsLogin => operation.Content["security"]!.AsArray().Count > 0;

        public async Task<HttpRequestMessage> AuthorizeAsync(HttpRequestMessage request)
        {
            if (!NeedsLogin)
                return request;
            await _one.WaitAsync();
            try
            {
                _account ??= await Host.AccountAsync(_role);
                request.Headers.Authorization = new("Bearer", _account.Token);
                return request;
            }
            finally
            {
                _one.Release();
            }
        }

        public void LogOut() => _account = null;

        private static string RoleOf(Operation operation)
        {
            var route = Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.Single(one => one.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName == operation.Id);
            return route.Metadata.GetMetadata<IAuthorizeData>()?.Policy switch
            {
                Policies.Admin => UserRole.Admin,
                Policies.Mentor => UserRole.Mentor,
                _ => UserRole.User,
            };
        }
    }
}
