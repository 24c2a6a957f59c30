using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Npgsql;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;

/// <summary>What a person does on the checkout page.</summary>
internal enum SandboxAct
{
    Pay,
    Fail,
    PayTwice,
    PayLate,
}

internal sealed record SandboxOrder(string Id, string Receipt, long Paise, DateTimeOffset CreatedAt);

/// <param name="State">At this moment: a late payment is authorized until its time has come.</param>
internal sealed record SandboxPayment(string Id, string OrderId, long Paise, string State, DateTimeOffset SettlesAt)
{
    public RazorpayPayment ToMessage() => new(
        Id, Paise, Money.Currency, State, OrderId, 0, State == "failed" ? "BAD_REQUEST_ERROR" : null, State == "failed" ? "payment_cancelled" : null);
}

/// <summary>The sandbox gateway's books, in tables of its own: nothing of ours refers to them.</summary>
internal sealed class SandboxBank(NpgsqlDataSource database, SandboxOptions options, TimeProvider time)
{
    private const string Payouts = "select id, case when settles_at > @now then 'processing' else outcome end as status, key as reference_id, utr from sandbox_payouts";

    public async Task<string> OrderAsync(string receipt, long paise, CancellationToken cancellationToken)
    {
        var id = NewId("order");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "insert into sandbox_orders (id, receipt, paise, created_at) values (@id, @receipt, @paise, @now)",
            new { id, receipt, paise, now = time.GetUtcNow() },
            cancellationToken: cancellationToken));
        return id;
    }

    public async Task<SandboxOrder?> FindOrderAsync(string id, CancellationToken cancellationToken)
    {
        // It comes from an address that anybody may type.
        if (id.Length > 40 || !id.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
            return null;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<SandboxOrder>(new CommandDefinition(
            "select id, receipt, paise, created_at from sandbox_orders where id = @id", new { id }, cancellationToken: cancellationToken));
    }

    public async Task<IReadOnlyList<SandboxPayment>> PaymentsAsync(string orderId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QueryAsync<SandboxPayment>(new CommandDefinition(
            """
            select id, order_id, paise, case when settles_at > @now then 'authorized' else outcome end as state, settles_at
            from sandbox_payments
            where order_id = @orderId
            order by number
            limit 100
            """,
            new { orderId, now = time.GetUtcNow() },
            cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Pays, or does not, and writes down the webhook that will tell of it. Nothing for a plain payment of what is paid.</summary>
    public async Task ActAsync(SandboxOrder order, SandboxAct act, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync("select from sandbox_orders where id = @Id for update", new { order.Id }, transaction);
        var paid = await connection.ExecuteScalarAsync<int>(
            "select count(*) from sandbox_payments where order_id = @Id and outcome = 'captured'", new { order.Id }, transaction);
        var (times, outcome, settlesAt) = act switch
        {
            SandboxAct.Pay => (paid == 0 ? 1 : 0, "captured", now),
            SandboxAct.PayTwice => (Math.Max(0, 2 - paid), "captured", now),
            SandboxAct.PayLate => (paid == 0 ? 1 : 0, "captured", now + options.LateBy),
            _ => (1, "failed", now),
        };
        for (var i = 0; i < times; i++)
        {
            var payment = new SandboxPayment(NewId("pay"), order.Id, order.Paise, outcome, settlesAt);
            await connection.ExecuteAsync(
                "insert into sandbox_payments (id, order_id, paise, outcome, settles_at) values (@Id, @OrderId, @Paise, @State, @SettlesAt)", payment, transaction);
            await TellAsync(connection, transaction, $"payment.{outcome}", new(Payment: new(payment.ToMessage())), settlesAt);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>The refund's id; the same for the same key. Null when more is asked for than was paid.</summary>
    public async Task<string?> RefundAsync(string paymentId, long paise, string key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var paid = await connection.QuerySingleOrDefaultAsync<long?>(
            "select paise from sandbox_payments where id = @paymentId and outcome = 'captured' and settles_at <= @now for update", new { paymentId, now }, transaction);
        var known = await connection.QuerySingleOrDefaultAsync<string>("select id from sandbox_refunds where key = @key", new { key }, transaction);
        if (known is not null)
            return known;
        var refunded = await connection.ExecuteScalarAsync<long>("select coalesce(sum(paise), 0) from sandbox_refunds where payment_id = @paymentId", new { paymentId }, transaction);
        if (paid is null || refunded + paise > paid)
            return null;

        var id = NewId("rfnd");
        await connection.ExecuteAsync(
            "insert into sandbox_refunds (id, payment_id, paise, key) values (@id, @paymentId, @paise, @key)", new { id, paymentId, paise, key }, transaction);
        await TellAsync(connection, transaction, "refund.processed", new(Refund: new(new(id, "processed"))), now);
        await transaction.CommitAsync(CancellationToken.None);
        return id;
    }

    public async Task<bool> HasRefundAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from sandbox_refunds where id = @id)", new { id }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Pays at once, but: UPI addresses that begin with <c>fail</c> and accounts that end in 0000 fail, UPI addresses that begin
    /// with <c>slow</c> take their time.
    /// </summary>
    public async Task<RazorpayPayout> PayOutAsync(PayoutOrder payout, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var fails = payout.Vpa?.StartsWith("fail", StringComparison.Ordinal) ?? payout.AccountNumber!.EndsWith("0000", StringComparison.Ordinal);
        var isSlow = payout.Vpa?.StartsWith("slow", StringComparison.Ordinal) == true;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var added = await connection.ExecuteAsync(
            """
            insert into sandbox_payouts (id, key, paise, outcome, utr, settles_at)
            values (@id, @Key, @paise, @outcome, @utr, @settlesAt)
            on conflict (key) do nothing
            """,
            new
            {
                id = NewId("pout"),
                payout.Key,
                paise = payout.Amount.Paise,
                outcome = fails ? "failed" : "processed",
                utr = fails ? null : RandomNumberGenerator.GetString("0123456789", 12),
                settlesAt = isSlow ? now + options.LateBy : now,
            },
            transaction);
        var made = await connection.QuerySingleAsync<RazorpayPayoutRow>($"{Payouts} where key = @Key", new { payout.Key, now = DateTimeOffset.MaxValue.ToUniversalTime() }, transaction);
        if (added == 1)
        {
            var message = made.ToMessage() with { StatusDetails = fails ? new("beneficiary_bank_failure") : null };
            await TellAsync(connection, transaction, $"payout.{made.Status}", new(Payout: new(message)), isSlow ? now + options.LateBy : now);
        }

        await transaction.CommitAsync(CancellationToken.None);
        // As a real one it says no more than that it is at it.
        return made.ToMessage() with { Status = "processing", Utr = null };
    }

    public async Task<RazorpayPayout?> FindPayoutAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var found = await connection.QuerySingleOrDefaultAsync<RazorpayPayoutRow>(new CommandDefinition(
            $"{Payouts} where id = @id", new { id, now = time.GetUtcNow() }, cancellationToken: cancellationToken));
        return found?.ToMessage();
    }

    // Razorpay's ids have 14 letters and digits behind their kind.
    private static string NewId(string kind) =>
        $"{kind}_{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 14)}";

    private static Task TellAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string name, RazorpayPayload payload, DateTimeOffset at) =>
        connection.ExecuteAsync(
            "insert into sandbox_webhooks (event_id, body, due_at) values (@eventId, @body, @at)",
            new
            {
                eventId = NewId("evt"),
                body = JsonSerializer.Serialize(new RazorpayEvent(name, at.ToUnixTimeSeconds(), payload), RazorpayJson.Options),
                at,
            },
            transaction);

    private sealed record RazorpayPayoutRow(string Id, string Status, string ReferenceId, string? Utr)
    {
        public RazorpayPayout ToMessage() => new(Id, Status, ReferenceId, Utr);
    }
}
