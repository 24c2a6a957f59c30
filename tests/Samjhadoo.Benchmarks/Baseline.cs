using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using NpgsqlTypes;

namespace Samjhadoo.Benchmarks;

/// <summary>
/// What one would write in an afternoon: minimal API, Npgsql and Dapper, the same SQL, the same JWT validation and nothing else.
/// No layers, sessions, limits, traces, texts or logs.
/// </summary>
internal static class Baseline
{
    private const string PostSql =
        """
        select state, outcome, trace_id, language
        from post(
            $1, $2, $3, $4, $5, $6, null, $7, $8, $9, $11, $12, $13, $10, $10, null, null, null, null, null,
            $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
        """;

    private static long _transactionId;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        var keys = new JsonWebKeySet(await File.ReadAllTextAsync(builder.Configuration["jwks"]!)).GetSigningKeys();
        builder.Services.AddSingleton(NpgsqlDataSource.Create(builder.Configuration["database"]!));
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.TokenValidationParameters = new TokenValidationParameters
            {
                ValidIssuer = "samjhadoo",
                ValidAudience = "samjhadoo-api",
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKeys = keys,
            };
        });
        var app = builder.Build();
        _transactionId = 1L << 50;
        BareMentors.Map(app, builder.Configuration["mentoring"]!);

        app.MapGet("/api/v1/wallet", async (ClaimsPrincipal user, NpgsqlDataSource database) =>
        {
            await using var connection = await database.OpenConnectionAsync();
            return await connection.QuerySingleOrDefaultAsync<Wallet>(
                """
                select id, balance, balance - held as available, held, promo, currency, status, version, created_at, updated_at
                from wallets
                where user_id = @userId
                """,
                new { userId = IdOf(user) });
        }).RequireAuthorization();

        app.MapGet("/api/v1/wallet/transactions", async (string? cursor, ClaimsPrincipal user, NpgsqlDataSource database) =>
        {
            var after = cursor is null ? null : System.Text.Json.JsonSerializer.Deserialize<Place>(Base64Url.DecodeFromChars(cursor), System.Text.Json.JsonSerializerOptions.Web);
            await using var connection = await database.OpenConnectionAsync();
            var rows = (await connection.QueryAsync<Movement>(
                $"""
                select t.id, t.kind, t.reference, e.amount, e.promo_amount, e.balance_after, 'INR' as currency,
                       other.user_id as counterparty_id, other.name as counterparty_name, n.note, t.created_at
                from (
                    select e.id, e.created_at, e.transaction_id, e.amount, e.promo_amount, e.balance_after
                    from entries e
                    where e.account_id = (select id from wallets where user_id = @userId)
                      {(after is null ? "" : "and (e.created_at, e.id) < (@at, (select id from entries where transaction_id = @id and account_id = (select id from wallets where user_id = @userId)))")}
                    order by e.created_at desc, e.id desc
                    limit 21
                ) e
                join transactions t on t.id = e.transaction_id
                left join transaction_notes n on n.transaction_id = e.transaction_id
                left join lateral (
                    select w.user_id, coalesce(u.name, u.username) as name
                    from entries o
                    join wallets w on w.id = o.account_id
                    join users u on u.id = w.user_id
                    where o.transaction_id = e.transaction_id and sign(o.amount) <> sign(e.amount)
                    order by o.id
                    limit 1
                ) other on true
                order by e.created_at desc, e.id desc
                """,
                new { userId = IdOf(user), at = after?.At, id = after?.Id })).AsList();
            return new
            {
                Items = rows.Take(20),
                NextCursor = rows.Count <= 20 ? null : Base64Url.EncodeToString(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new Place(rows[19].CreatedAt, rows[19].Id), System.Text.Json.JsonSerializerOptions.Web)),
            };
        }).RequireAuthorization();

        app.MapPost("/api/v1/webhooks/payments/sandbox", async (HttpRequest request, NpgsqlDataSource database) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(TopUpWebhook.Secret), body.ToArray()));
            if (!CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(signature), System.Text.Encoding.UTF8.GetBytes(request.Headers["X-Razorpay-Signature"].ToString())))
                return Results.BadRequest();
            var payment = System.Text.Json.JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("payload").GetProperty("payment").GetProperty("entity");
            await TopUpWebhook.CreditAsync(
                database, request.Headers["X-Razorpay-Event-Id"].ToString(), SHA256.HashData(body.ToArray()), payment.GetProperty("order_id").GetString()!,
                payment.GetProperty("id").GetString()!, payment.GetProperty("amount").GetInt64() / 100m, Interlocked.Increment(ref _transactionId));
            return Results.NoContent();
        });

        app.MapPost("/api/v1/wallet/transfers", async (Transfer transfer, ClaimsPrincipal user, HttpRequest request, NpgsqlDataSource database) =>
        {
            var (from, id) = (IdOf(user), Interlocked.Increment(ref _transactionId));
            await using var connection = await database.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(PostSql, connection);
            var parameters = command.Parameters;
            Add(id);
            Add("TRANSFER");
            parameters.Add(new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            Add(from);
            Add(request.HttpContext.TraceIdentifier);
            parameters.Add(new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            Add(new[] { from, transfer.ToUserId });
            Add(new[] { -transfer.Amount, transfer.Amount });
            Add(new[] { 0m, 0m });
            Add(true);
            Add(true);
            Add(Array.Empty<long>());
            Add(Array.Empty<decimal>());
            Add(new[] { from, transfer.ToUserId });
            Add(new[] { Guid.CreateVersion7(), Guid.CreateVersion7() });
            Add(new[] { "wallet.debited.v1", "wallet.credited.v1" });
            Add(new[] { Event(from, transfer.ToUserId), Event(transfer.ToUserId, from) });
            parameters.Add(new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            Add(from);
            Add("POST /api/v1/wallet/transfers");
            Add(request.Headers["Idempotency-Key"].ToString());
            Add(SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(transfer)));
            Add(request.HttpContext.TraceIdentifier);
            Add("en");
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            if (reader.GetString(0) != "POSTED")
                return Results.Text(reader.GetString(1), "application/json", null, StatusCodes.Status422UnprocessableEntity);
            using var outcome = System.Text.Json.JsonDocument.Parse(reader.GetString(1));
            return Results.Created($"/api/v1/wallet/transactions/{id}", new Receipt(
                id, transfer.ToUserId, transfer.Amount, "INR", null,
                outcome.RootElement.GetProperty("balances").GetProperty(from.ToString()).GetDecimal(),
                outcome.RootElement.GetProperty("at").GetDateTimeOffset()));

            void Add(object value) => parameters.Add(new() { Value = value });
            string Event(long userId, long other) => System.Text.Json.JsonSerializer.Serialize(new { userId, transactionId = id, kind = "TRANSFER", amount = transfer.Amount, currency = "INR", counterpartyId = other });
        }).RequireAuthorization();

        // The one metric that the benchmark reads, under the host's name for it.
        app.MapGet("/metrics", () => $"dotnet_gc_heap_total_allocated_bytes_total {GC.GetTotalAllocatedBytes()}");

        await app.RunAsync();
        return 0;
    }

    private static long IdOf(ClaimsPrincipal user) => long.Parse(user.FindFirstValue(JwtRegisteredClaimNames.Sub)!);

    private sealed record Transfer(long ToUserId, decimal Amount);

    private sealed record Place(DateTime At, long Id);

    private sealed record Movement
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public string? Reference { get; init; }

        public decimal Amount { get; init; }

        public decimal PromoAmount { get; init; }

        public decimal BalanceAfter { get; init; }

        public string Currency { get; init; } = "";

        public long? CounterpartyId { get; init; }

        public string? CounterpartyName { get; init; }

        public string? Note { get; init; }

        public DateTime CreatedAt { get; init; }
    }

    private sealed record Receipt(long Id, long ToUserId, decimal Amount, string Currency, string? Note, decimal Balance, DateTimeOffset CreatedAt);

    private sealed record Wallet
    {
        public long Id { get; init; }

        public decimal Balance { get; init; }

        public decimal Available { get; init; }

        public decimal Held { get; init; }

        public decimal Promo { get; init; }

        public string Currency { get; init; } = "";

        public string Status { get; init; } = "";

        public int Version { get; init; }

        public DateTime CreatedAt { get; init; }

        public DateTime? UpdatedAt { get; init; }
    }
}
