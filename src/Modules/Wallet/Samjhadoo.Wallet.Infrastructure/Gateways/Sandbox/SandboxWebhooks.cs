using System.Net.Http.Headers;
using System.Text;
using Dapper;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;
using Npgsql;
using Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;

namespace Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;

/// <summary>Delivers the sandbox's webhooks over HTTP to the host's own endpoint, at least once, as a real gateway would.</summary>
internal sealed partial class SandboxWebhooks(
    NpgsqlDataSource database, IHttpClientFactory clients, IServer server, SandboxOptions options, TimeProvider time, ILogger<SandboxWebhooks> logger)
{
    private const int MaxAttempts = 12;

    // An attempt is counted, and the next one put off, before it is made.
    private const string Claim =
        """
        -- SandboxWebhooks
        update sandbox_webhooks
        set attempts = attempts + 1,
            due_at = @now + interval '5 seconds' * power(2, attempts)
        where id = (
            select id from sandbox_webhooks
            where sent_at is null and due_at <= @now and attempts < @MaxAttempts
            order by due_at
            limit 1
            for update skip locked)
        returning id, event_id, body
        """;

    /// <summary>Sends what is due.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (AddressOf() is not { } address)
            return;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        while (await connection.QuerySingleOrDefaultAsync<Row>(
            new CommandDefinition(Claim, new { now = time.GetUtcNow(), MaxAttempts }, cancellationToken: cancellationToken)) is { } row)
        {
            if (await SendAsync(address, row, cancellationToken))
                await connection.ExecuteAsync("update sandbox_webhooks set sent_at = @now where id = @Id", new { row.Id, now = time.GetUtcNow() });
        }
    }

    private async Task<bool> SendAsync(Uri address, Row row, CancellationToken cancellationToken)
    {
        try
        {
            var body = Encoding.UTF8.GetBytes(row.Body);
            using var client = clients.CreateClient(SandboxGateway.GatewayName);
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Add(RazorpayWebhook.SignatureHeader, RazorpayWebhook.Sign(body, options.WebhookSecret));
            request.Headers.Add(RazorpayWebhook.EventIdHeader, row.EventId);
            using var response = await client.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return true;
            NotDelivered(row.Id, $"{(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            NotDelivered(row.Id, exception.GetType().Name);
        }

        return false;
    }

    private Uri? AddressOf()
    {
        if (options.WebhookUrl is not null)
            return options.WebhookUrl;
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
        if (addresses?.OrderBy(address => address.StartsWith("https:", StringComparison.Ordinal)).FirstOrDefault() is not { } own)
            return null;
        // Listening on every interface is no address to call.
        var url = new Uri(own.Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal).Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal));
        return new Uri(url, $"/api/v1/webhooks/payments/{SandboxGateway.GatewayName}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sandbox webhook {Id} was not taken: {Reason}")]
    private partial void NotDelivered(long id, string reason);

    private sealed record Row(long Id, string EventId, string Body);
}
