using System.Text.Json;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Domain.Webhooks;

namespace Samjhadoo.Wallet.Application.Webhooks;

/// <summary>Stores a notice unless it is stored already.</summary>
internal sealed record StoreWebhookCommand(string Gateway, GatewayNotice Notice, byte[] BodyHash) : ICommand<StoredWebhook>;

/// <param name="Id">The row when it is new; null when it was known.</param>
internal sealed record StoredWebhook(long? Id);

internal sealed class StoreWebhookHandler(IWebhookRepository webhooks) : ICommandHandler<StoreWebhookCommand, StoredWebhook>
{
    public async Task<Result<StoredWebhook>> Handle(StoreWebhookCommand command, CancellationToken cancellationToken) => new StoredWebhook(
        await webhooks.StoreAsync(
            command.Gateway,
            command.Notice.EventId,
            command.BodyHash,
            command.Notice.Name,
            JsonSerializer.Serialize(command.Notice, StrictJson.Options),
            cancellationToken));
}
