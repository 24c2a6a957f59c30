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

/// <summary>Ends a freeze.</summary>
internal sealed record UnfreezeWalletCommand(string Reason) : ICommand<FreezeResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class UnfreezeWalletValidator : AbstractValidator<UnfreezeWalletCommand>
{
    public UnfreezeWalletValidator() => RuleFor(command => command.Reason).Reason();
}

internal sealed class UnfreezeWalletHandler(
    IFreezeRepository freezes, AdminWallets wallets, IOutbox outbox, IAuditLog audit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<UnfreezeWalletCommand, FreezeResponse>
{
    public async Task<Result<FreezeResponse>> Handle(UnfreezeWalletCommand command, CancellationToken cancellationToken)
    {
        if (await wallets.ObjectionAsync(command.UserId, cancellationToken) is { } objection)
            return objection;
        if (await freezes.SetFrozenAsync(command.UserId, frozen: false, cancellationToken) is not { } number
            || await freezes.FindOpenAsync(command.UserId, cancellationToken) is not { } freeze)
            return WalletErrors.NotFrozen;

        freeze.End(command.Reason.Trim(), caller.Id, time.GetUtcNow());
        outbox.Add($"wallet:{command.UserId}", number, new WalletUnfrozen(command.UserId));
        outbox.Add(freeze, new NotificationRequested(command.UserId, "wallet.unfrozen", new Dictionary<string, string>(), "/wallet"));
        audit.Add(AuditAction.Unfrozen, command.UserId);
        return FreezeResponse.Of(freeze);
    }
}
