using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;
using Samjhadoo.Wallet.Domain.Payouts;

namespace Samjhadoo.Wallet.Application.Payouts;

/// <summary>An admin has, or has not, seen who a person is.</summary>
internal sealed record DecideKycCommand(KycStatus Status, string Reason) : ICommand<KycResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed record KycResponse(long UserId, KycStatus Status, string Reason, DateTimeOffset DecidedAt);

internal sealed class DecideKycValidator : AbstractValidator<DecideKycCommand>
{
    public DecideKycValidator() => RuleFor(command => command.Reason).NotEmpty().Length(3, 200);
}

internal sealed class DecideKycHandler(IPayoutMethodRepository methods, IUserReplica users, IAuditLog audit, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<DecideKycCommand, KycResponse>
{
    public async Task<Result<KycResponse>> Handle(DecideKycCommand command, CancellationToken cancellationToken)
    {
        if (!await users.EnsureAsync(command.UserId, cancellationToken))
            return PaymentErrors.UserUnknown;
        if (command.UserId == caller.Id)
            return PaymentErrors.OwnPayout;
        var record = await methods.FindKycAsync(command.UserId, cancellationToken);
        if (record is null)
            methods.Add(record = new KycRecord(command.UserId));
        var now = time.GetUtcNow();
        record.Decide(command.Status, caller.Id, command.Reason, now);
        audit.Add(AuditAction.KycDecided, command.UserId);
        return new KycResponse(command.UserId, command.Status, command.Reason, now);
    }
}
