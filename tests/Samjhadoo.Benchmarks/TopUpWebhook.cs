using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Samjhadoo.Benchmarks;

/// <summary>A captured payment's webhook: each credits a top-up of its own.</summary>
internal static class TopUpWebhook
{
    /// <summary>The sandbox's, as the host has it where nothing is configured.</summary>
    public const string Secret = "sandbox-webhook-secret";

    private const int Orders = 300_000;

    private static int _number;

    /// <summary>Orders of seeded users that wait for a payment.</summary>
    public static Task MakeOrdersAsync(NpgsqlConnection connection, long firstUser, int users) => connection.ExecuteAsync(
        """
        insert into wallet.top_ups (user_id, amount, status, gateway, reference, order_id, refunded, created_at, expires_at, check_at, checks)
        select @firstUser + n % @users, 1, 'PENDING', 'sandbox', 'bench:' || n, 'order_bench' || n, 0, now(), now() + interval '1 day', now() + interval '1 day', 0
        from generate_series(1, @Orders) n
        """,
        new { firstUser, users, Orders },
        commandTimeout: 600);

    public static HttpRequestMessage Make(Random random)
    {
        var number = Interlocked.Increment(ref _number);
        if (number > Orders)
            throw new InvalidOperationException("There are no more orders to pay.");
        var body = Encoding.UTF8.GetBytes(
            $$"""
            {"entity":"event","event":"payment.captured","contains":["payment"],"payload":{"payment":{"entity":{"id":"pay_bench{{number}}","entity":"payment","amount":100,"currency":"INR","status":"captured","order_id":"order_bench{{number}}","method":"upi"} } },"created_at":{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}} }
            """);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/webhooks/payments/sandbox", UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Razorpay-Signature", Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
        request.Headers.Add("X-Razorpay-Event-Id", $"evt_bench{number}");
        return request;
    }

    /// <summary>What the baseline does: the host's statements by hand, stored first, then acted upon in a transaction.</summary>
    public static async Task CreditAsync(
        NpgsqlDataSource database, string eventId, byte[] hash, string orderId, string paymentId, decimal amount, long transactionId)
    {
        await using var connection = await database.OpenConnectionAsync();
        var stored = await connection.ExecuteScalarAsync<long?>(
            """
            insert into webhook_events (gateway, event_id, body_hash, name, notice, received_at, attempts, due_at)
            values ('sandbox', @eventId, @hash, 'payment.captured', '{}', now(), 0, now() + interval '10 seconds')
            on conflict do nothing
            returning id
            """,
            new { eventId, hash });
        if (stored is null)
            return;
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("select from webhook_events where id = @stored and due_at is not null for no key update", new { stored }, transaction);
        var topUp = await connection.QuerySingleAsync<(long Id, long UserId)>(
            "select id, user_id from top_ups where gateway = 'sandbox' and order_id = @orderId for no key update", new { orderId }, transaction);
        var known = await connection.ExecuteScalarAsync<bool>("select exists (select from top_up_payments where gateway = 'sandbox' and payment_id = @paymentId)", new { paymentId }, transaction);
        if (known)
            return;
        await connection.ExecuteAsync(
            """
            select state from post(
                @transactionId, 'TOP_UP', @reference, null, '', null, null, array[@UserId]::bigint[], array[@amount]::numeric[], array[0]::numeric[], true,
                array[1]::bigint[], array[-@amount]::numeric[], false, false, null, null, null, null, null,
                array[@UserId]::bigint[], array[gen_random_uuid()], array['wallet.credited.v1'], array[@payload], null, null, null, null, null, null, null)
            """,
            new
            {
                transactionId,
                reference = $"top_up:{topUp.Id}",
                topUp.UserId,
                amount,
                payload = $$"""{"userId":{{topUp.UserId}},"transactionId":{{transactionId}},"kind":"TOP_UP","amount":{{amount}},"currency":"INR","counterpartyId":null}""",
            },
            transaction);
        await connection.ExecuteAsync(
            """
            insert into top_up_payments (top_up_id, gateway, payment_id, amount, credited, received_at) values (@Id, 'sandbox', @paymentId, @amount, true, now());
            update top_ups
            set status = 'PAID', payment_id = @paymentId, transaction_id = @transactionId, paid_at = now(), check_at = now() + interval '1 hour', event_sequence = 2
            where id = @Id;
            insert into outbox_messages (message_id, name, aggregate, sequence, payload)
            values (gen_random_uuid(), 'wallet.top_up_succeeded.v1', 'top_up:' || @Id, 1, @told), (gen_random_uuid(), 'shared.notification_requested.v1', 'top_up:' || @Id, 2, @told);
            update webhook_events set handled_at = now(), outcome = 'CREDITED', due_at = null where id = @stored
            """,
            new { topUp.Id, paymentId, amount, transactionId, stored, told = $$"""{"userId":{{topUp.UserId}},"topUpId":{{topUp.Id}}}""" },
            transaction);
        await transaction.CommitAsync();
    }
}
