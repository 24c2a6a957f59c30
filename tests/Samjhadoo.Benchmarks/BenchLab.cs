using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Host;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Infrastructure.Hosting;
using Samjhadoo.Testing;

namespace Samjhadoo.Benchmarks;

/// <summary>
/// The host over one database, the baseline and pgbench over a copy of it: the same data, and the events of one side's transfers
/// are no work for the other.
/// </summary>
internal sealed class BenchLab : IAsyncDisposable
{
    /// <summary>The password of seeded users once they have one.</summary>
    public const string Password = "seven green parrots";

    private const long FirstUser = 1_000_000_000;
    private const string BarePool = "Maximum Pool Size=20;Max Auto Prepare=100;Auto Prepare Min Usages=3";

    private static readonly string[] Questions =
        ["system design", "python", "machine learning", "retired teacher", "organic farming", "interviews", "pyhton", "यूपीएससी", "banking exams", "react frontend"];

    private static readonly string[] Languages = ["hi", "en", "ta", "bn"];

    private static readonly int[] StatementRows = [1_000, 100_000];

    private readonly string[][] _cursors = new string[StatementRows.Length][];
    private readonly TestDatabase _database;
    private readonly string _folder;
    private readonly int _users;
    private readonly int _mentors;

    private BenchLab(TestDatabase database, string folder, BenchOptions options) => (_database, _folder, _users, _mentors) = (database, folder, Math.Max(options.Users, options.Mentors), options.Mentors);

    public ServerProcess Host { get; private set; } = null!;

    public ServerProcess Bare { get; private set; } = null!;

    public IReadOnlyList<string> Tokens { get; private set; } = [];

    private string BareDatabase => $"{_database.Name}_bare";

    public static async Task<BenchLab> StartAsync(BenchOptions options)
    {
        Say($"Making a database with {options.Users} wallets and {options.Mentors} mentors, and a copy of it ...");
        var database = await TestDatabase.CreateAsync(Modules.All);
        var folder = Path.Combine(TestServers.Root, ".run", "bench-files", database.Name);
        Directory.CreateDirectory(folder);
        var lab = new BenchLab(database, folder, options);
        List<string> arguments = [.. database.Arguments, $"--Keys:Folder={folder}/keys", $"--Mail:Folder={folder}/mail", "--Tokens:Lifetime=06:00:00", "--Http:KnownProxies:0=127.0.0.1"];
        if (options.Redis)
            arguments.Add($"--ConnectionStrings:Redis={await TestServers.RedisAsync()}");
        await SamjhadooApp.RunAsync(["seed", $"--users={options.Users}", $"--mentors={options.Mentors}", .. arguments], Modules.All);
        await lab.LogInAsync(arguments);
        await lab.FillStatementsAsync();
        await using (var connection = await database.OpenAsync())
            await TopUpWebhook.MakeOrdersAsync(connection, FirstUser, options.Users);
        await lab.CopyAsync();

        var assembly = Path.Combine(TestServers.Root, "src/Host/Samjhadoo.Host/bin/Release/net10.0/Samjhadoo.Host.dll");
        lab.Host = await ServerProcess.StartAsync(assembly, arguments, "/health/ready", HttpStatusCode.OK, $"{folder}/host.log");
        using var client = new HttpClient { BaseAddress = lab.Host.Url };
        await File.WriteAllTextAsync($"{folder}/jwks.json", await client.GetStringAsync("/.well-known/jwks.json"));
        lab.Bare = await ServerProcess.StartAsync(
            typeof(BenchLab).Assembly.Location,
            ["baseline", $"--jwks={folder}/jwks.json", $"--database={lab.RoleConnection(lab.BareDatabase)};{BarePool}", $"--mentoring={lab.RoleConnection(lab.BareDatabase, "Mentoring")};{BarePool}"],
            "/api/v1/wallet", HttpStatusCode.Unauthorized, $"{folder}/baseline.log");
        return lab;
    }

    public HttpRequestMessage GetWallet(Random random) => As(random.Next(Tokens.Count), HttpMethod.Get, "/api/v1/wallet");

    public HttpRequestMessage Transfer(Random random) => TransferTo(random, FirstUser + random.Next(_users));

    /// <summary>Twenty rows of the statement of somebody who has 1,000, at its head or anywhere in it.</summary>
    public HttpRequestMessage ShortStatement(Random random) => Statement(random, 0);

    /// <summary>Twenty rows of the statement of somebody who has 100,000.</summary>
    public HttpRequestMessage LongStatement(Random random) => Statement(random, 1);

    /// <summary>Words and filters over all mentors, by relevance.</summary>
    public HttpRequestMessage SearchMentors(Random random) => As(random.Next(Tokens.Count), HttpMethod.Get,
        $"/api/v1/mentors?q={Uri.EscapeDataString(Questions[random.Next(Questions.Length)])}&language={Languages[random.Next(Languages.Length)]}&maxRate={500 + (random.Next(10) * 250)}&minRating=3.5");

    /// <summary>The page of one of the mentors.</summary>
    public HttpRequestMessage GetMentor(Random random) => As(random.Next(Tokens.Count), HttpMethod.Get, $"/api/v1/mentors/{FirstUser + random.Next(_mentors)}");

    /// <summary>Two weeks of one of the mentors.</summary>
    public HttpRequestMessage GetSlots(Random random)
    {
        var from = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(random.Next(14));
        return As(random.Next(Tokens.Count), HttpMethod.Get, string.Create(CultureInfo.InvariantCulture,
            $"/api/v1/mentors/{FirstUser + random.Next(_mentors)}/slots?from={from:yyyy-MM-dd}&to={from.AddDays(13):yyyy-MM-dd}&minutes=30&timeZone=Asia/Kolkata"));
    }

    /// <summary>Everybody pays the same user, who has no token and so never pays.</summary>
    public HttpRequestMessage PayOne(Random random) => TransferTo(random, FirstUser + _users - 1);

    /// <summary>Transactions per second of pgbench with the function call that the host and the baseline send.</summary>
    public Task<double> PgbenchAsync(int clients, int seconds) => PgbenchAsync(BareDatabase, Script("-0.01", "'{}', '{}'", "array[:a, :b]::bigint[]"), clients, seconds);

    /// <summary>The same where a host folds system accounts, without its events: with a line for the commission, or without.</summary>
    public Task<double> PgbenchAsync(bool commission, int clients, int seconds) => PgbenchAsync(
        _database.Name,
        commission ? Script("-0.02", "array[3]::bigint[], array[0.01]::numeric[]", "'{}'") : Script("-0.01", "'{}', '{}'", "'{}'"),
        clients,
        seconds);

    /// <summary>The user name of the seeded user with this number, whose address begins with it; the last ones, who have no tokens.</summary>
    public string SeededUsername(int number) => $"seed{FirstUser + _users - 1 - (number % _users)}";

    /// <summary>The version of the text that whoever registers agrees to.</summary>
    public async Task<string> ConsentVersionAsync(HttpClient client)
    {
        using var texts = JsonDocument.Parse(await client.GetStringAsync("/api/v1/consent-texts"));
        return texts.RootElement.GetProperty("items").EnumerateArray().Single(text => text.GetProperty("required").GetBoolean()).GetProperty("version").GetString()!;
    }

    /// <summary>A real hash, as the host makes it: what seeded users have by themselves is none.</summary>
    public async Task GiveSeededUsersAPasswordAsync()
    {
        using var client = new HttpClient { BaseAddress = Host.Url };
        using var registered = await client.PostAsJsonAsync(
            "/api/v1/auth/register",
            new { username = "bench.hash", email = "bench.hash@example.in", password = Password, consentVersion = await ConsentVersionAsync(client) });
        registered.EnsureSuccessStatusCode();
        await using var connection = await _database.OpenAsync();
        await connection.ExecuteAsync(
            "update identity.users set password = (select password from identity.users where username = 'bench.hash') where id >= @FirstUser", new { FirstUser });
        await connection.ExecuteAsync("vacuum analyze identity.users");
    }

    /// <summary>Events per second from a backlog in the outbox until all are marked as sent.</summary>
    public async Task<double> DrainAsync(int events)
    {
        await using var connection = await _database.OpenAsync();
        await WaitAsync();
        await connection.ExecuteAsync(
            """
            insert into wallet.outbox_messages (message_id, name, aggregate, sequence, payload)
            select gen_random_uuid(), 'wallet.credited.v1', 'bench:' || i % 1000, i,
                   '{"userId":1,"transactionId":1,"kind":"TRANSFER","amount":0.01,"currency":"INR","counterpartyId":2}'
            from generate_series(1, @events) i
            """,
            new { events });
        var started = Stopwatch.GetTimestamp();
        await WaitAsync();
        return events / Stopwatch.GetElapsedTime(started).TotalSeconds;

        async Task WaitAsync()
        {
            var deadline = Stopwatch.GetTimestamp();
            while (await connection.ExecuteScalarAsync<bool>("select exists (select from wallet.outbox_messages where sent_at is null)"))
            {
                if (Stopwatch.GetElapsedTime(deadline) > TimeSpan.FromMinutes(5))
                    throw new TimeoutException("The outbox did not drain in five minutes.");
                await Task.Delay(10);
            }
        }
    }

    /// <summary>After all that load the books of both databases must be right: what is wrong is counted.</summary>
    public async Task<long> WrongBooksAsync()
    {
        var wrong = 0L;
        foreach (var name in (string[])[_database.Name, BareDatabase])
        {
            await using var connection = new NpgsqlConnection(await TestServers.SuperuserAsync(name));
            wrong += await connection.ExecuteScalarAsync<long>(
                """
                set search_path = wallet;
                select (select count(*) from wallets w where w.balance <> (select coalesce(sum(e.amount), 0) from entries e where e.account_id = w.id))
                     + (select count(*) from (select transaction_id from entries group by transaction_id having sum(amount) <> 0) unbalanced)
                """,
                commandTimeout: 600);
        }

        return wrong;
    }

    public async ValueTask DisposeAsync()
    {
        if (Host is not null)
            await Host.DisposeAsync();
        if (Bare is not null)
            await Bare.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await using (var connection = new NpgsqlConnection(await TestServers.SuperuserAsync()))
            await connection.ExecuteAsync($"drop database if exists {BareDatabase} with (force)");
        await _database.DisposeAsync();
    }

    public static void Say(string text) => Console.Error.WriteLine(text);

    private string Script(string paid, string accounts, string eventUsers) =>
        $$"""
        \set a random({{FirstUser}}, {{FirstUser + Tokens.Count - 1}})
        \set b {{FirstUser}} + (:a - {{FirstUser}} + random(1, {{_users - 1}})) % {{_users}}
        \set k random(1000000000000, 9000000000000000)
        select state, outcome, trace_id, language from post(:k, 'TRANSFER', null, :a, 'r-' || :k, null, null, array[:a, :b]::bigint[], array[{{paid}}, 0.01]::numeric[], array[0, 0]::numeric[], true, {{accounts}}, true, true, null, null, null, null, null, {{eventUsers}}, array[gen_random_uuid(), gen_random_uuid()], array['wallet.debited.v1', 'wallet.credited.v1'], array['{"userId":1000000001,"transactionId":1000000,"kind":"TRANSFER","amount":0.01,"currency":"INR","counterpartyId":1000000002}', '{"userId":1000000001,"transactionId":1000000,"kind":"TRANSFER","amount":0.01,"currency":"INR","counterpartyId":1000000002}'], null, :a, 'POST /api/v1/wallet/transfers', 'k-' || :k, '\x0011223344556677889900112233445566778899001122334455667788990011', 't', 'en');

        """;

    private async Task<double> PgbenchAsync(string database, string sql, int clients, int seconds)
    {
        var script = Path.Combine(_folder, "transfer.sql");
        await File.WriteAllTextAsync(script, sql);
        var role = new NpgsqlConnectionStringBuilder(RoleConnection(database));
        var start = new ProcessStartInfo(
            Path.Combine(Environment.GetEnvironmentVariable("SAMJHADOO_POSTGRES_BIN") ?? "", "pgbench"),
            ["-h", role.Host!, "-p", $"{role.Port}", "-U", role.Username!, "-n", "-M", "prepared", "-f", script, "-c", $"{clients}", "-j", "2", "-T", $"{seconds}", database])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = role.Password;
        start.Environment["PGOPTIONS"] = "-c search_path=wallet,extensions";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').FirstOrDefault(text => text.StartsWith("tps = ", StringComparison.Ordinal));
        return process.ExitCode == 0 && line is not null
            ? double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench failed: {output}{await errors}");
    }

    // Live logins of seeded users, and a token for each, signed by a host that is never started.
    private async Task LogInAsync(IReadOnlyList<string> arguments)
    {
        await using var connection = await _database.OpenAsync();
        var logins = await connection.QueryAsync<(long UserId, long SessionId)>(
            """
            insert into identity.sessions (user_id, secret, created_at, last_used_at, confirmed_at, expires_at)
            select id, '\x00', now(), now(), now(), now() + interval '30 days'
            from identity.users
            where id between @FirstUser and @last
            returning user_id, id
            """,
            new { FirstUser, last = FirstUser + Math.Min(_users - 1, 1_000) - 1 });
        await using var desk = SamjhadooApp.Build([.. arguments], Modules.All);
        var tokens = desk.Services.GetRequiredService<IAccessTokens>();
        Tokens = [.. logins.Select(login => tokens.Issue(login.UserId, login.SessionId, "USER").Value)];
    }

    // Two users with many movements, as post would have written them; the first pays and is paid no more than others.
    private async Task FillStatementsAsync()
    {
        await using var connection = await _database.OpenAsync();
        for (var user = 0; user < StatementRows.Length; user++)
        {
            var cursors = await connection.QueryAsync<TimeCursor>(
                """
                set session_replication_role = replica;
                set search_path = wallet;
                with numbered as (
                    select n, nextval('transactions_id_seq') as id, now() - interval '30 days' + n * interval '1 second' as at from generate_series(1, @rows) n
                ), caused as (
                    insert into transactions (id, kind, created_at) select id, 'TRANSFER', at from numbered
                ), noted as (
                    insert into transaction_notes (transaction_id, author_id, note) select id, @user, 'for the lesson' from numbered where n % 4 = 0
                ), entered as (
                    insert into entries (transaction_id, account_id, amount, balance_after, created_at)
                    select n.id, w.id, case when (n.n % 2 = 1) = (w.user_id = @user) then 1 else -1 end, 100, n.at
                    from numbered n
                    join wallets w on w.user_id in (@user, @other)
                    order by n.n
                )
                select at, id from numbered where n % (@rows / 50) = 0;
                """,
                new { user = FirstUser + user, other = FirstUser + _users - 2, rows = StatementRows[user] },
                commandTimeout: 600);
            _cursors[user] = [.. cursors.Select(Cursor.Encode)];
        }
    }

    private HttpRequestMessage Statement(Random random, int user)
    {
        var place = random.Next(_cursors[user].Length + 1);
        return As(user, HttpMethod.Get, $"/api/v1/wallet/transactions{(place == 0 ? "" : $"?cursor={_cursors[user][place - 1]}")}");
    }

    private async Task CopyAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(await TestServers.SuperuserAsync());
        await connection.ExecuteAsync($"create database {BareDatabase} template {_database.Name}", commandTimeout: 300);
        await connection.ExecuteAsync($"grant connect on database {BareDatabase} to {_database.Name}_wallet, {_database.Name}_mentoring");
        foreach (var name in (string[])[_database.Name, BareDatabase])
        {
            await using var each = new NpgsqlConnection(await TestServers.SuperuserAsync(name));
            await each.ExecuteAsync("vacuum analyze;", commandTimeout: 300);
        }

        await connection.ExecuteAsync("checkpoint;", commandTimeout: 300);
    }

    private string RoleConnection(string database, string module = "Wallet")
    {
        var schema = module.ToLowerInvariant();
        var server = _database.Arguments.Single(argument => argument.StartsWith("--ConnectionStrings:Samjhadoo=", StringComparison.Ordinal)).Split('=', 2)[1];
        var password = _database.Arguments.Single(argument => argument.StartsWith($"--Database:Passwords:{module}=", StringComparison.Ordinal)).Split('=', 2)[1];
        return new NpgsqlConnectionStringBuilder(server)
        {
            Database = database,
            Username = $"{_database.Name}_{schema}",
            Password = password,
            SearchPath = $"{schema},extensions",
        }.ConnectionString;
    }

    private HttpRequestMessage TransferTo(Random random, long toUserId)
    {
        var from = random.Next(Tokens.Count);
        if (FirstUser + from == toUserId)
            toUserId++;
        var request = As(from, HttpMethod.Post, "/api/v1/wallet/transfers");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        request.Content = new StringContent($$"""{"toUserId":{{toUserId}},"amount":0.01}""", null, "application/json");
        return request;
    }

    private HttpRequestMessage As(int user, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Tokens[user]}");
        return request;
    }
}
