using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Administration;
using Samjhadoo.Wallet.Contracts.Events;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Freezes;

namespace Samjhadoo.Wallet.Application.Freezes;

/// <summary>Freezes a wallet: it pays nobody and is sent nothing. What it is owed (a capture, a refund, a top-up that was paid) still comes in.</summary>
internal sealed record FreezeWalletCommand(string Reason) : ICommand<FreezeResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class FreezeWalletValidator : AbstractValidator<FreezeWalletCommand>
{
    public FreezeWalletValidator() => RuleFor(command => command.Reason).Reason();
}

internal sealed class FreezeWalletHandler(
    IFreezeRepository freezes, AdminWallets wallets, IOutbox outbox, IAuditLog audit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<FreezeWalletCommand, FreezeResponse>
{
    public async Task<Result<FreezeResponse>> Handle(FreezeWalletCommand command, CancellationToken cancellationToken)
    {
        if (await wallets.ObjectionAsync(command.UserId, cancellationToken) is { } objection)
            return objection;
        if (await freezes.SetFrozenAsync(command.UserId, frozen: true, cancellationToken) is not { } number)
            return WalletErrors.AlreadyFrozen;

        var freeze = new Freeze(command.UserId, command.Reason.Trim(), caller.Id, time.GetUtcNow());
        freezes.Add(freeze);
        outbox.Add($"wallet:{command.UserId}", number, new WalletFrozen(command.UserId));
        outbox.Add(freeze, new NotificationRequested(command.UserId, "wallet.frozen", new Dictionary<string, string>(), "/wallet"));
        audit.Add(AuditAction.Frozen, command.UserId);
        return FreezeResponse.Of(freeze);
    }
}
