using FluentValidation;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Turns two-factor login on with a first code of the app.</summary>
internal sealed record ConfirmTotpFlow(string Code) : IFlow<RecoveryCodesResponse>;

/// <summary>Codes that each replace the app once; shown this once.</summary>
internal sealed record RecoveryCodesResponse(IReadOnlyList<string> RecoveryCodes);

internal sealed class ConfirmTotpValidator : AbstractValidator<ConfirmTotpFlow>
{
    public ConfirmTotpValidator() => RuleFor(flow => flow.Code).Code();
}

internal sealed class ConfirmTotpHandler(ISender sender) : IFlowHandler<ConfirmTotpFlow, RecoveryCodesResponse>
{
    public async Task<Result<RecoveryCodesResponse>> Handle(ConfirmTotpFlow request, CancellationToken cancellationToken)
    {
        var attempt = await sender.SendAsync(new EnableTotpCommand(request.Code), cancellationToken);
        if (attempt.IsFailure)
            return attempt.Error;
        return attempt.Value.Refusal is { } refusal ? refusal : new RecoveryCodesResponse(attempt.Value.RecoveryCodes);
    }
}

/// <summary>Commits a wrong guess too: it counts.</summary>
internal sealed record EnableTotpCommand(string Code) : ICommand<EnableTotpOutcome>;

internal sealed record EnableTotpOutcome(IReadOnlyList<string> RecoveryCodes, Error? Refusal);

internal sealed class EnableTotpHandler(
    IUserRepository users,
    IAuthenticatorRepository authenticators,
    SecondFactor factor,
    ISecurityLog log,
    IMailQueue mails,
    ICurrentUser caller,
    TimeProvider time) : ICommandHandler<EnableTotpCommand, EnableTotpOutcome>
{
    public async Task<Result<EnableTotpOutcome>> Handle(EnableTotpCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(caller.Id, cancellationToken) is not { } user)
            return IdentityErrors.UserNotFound;
        if (user.MfaEnabled)
            return IdentityErrors.MfaEnabled;
        if (await authenticators.LockAsync(user.Id, cancellationToken) is not { } authenticator)
            return IdentityErrors.MfaNotStarted;
        if (factor.Check(authenticator, command.Code).Refusal is { } refusal)
            return new EnableTotpOutcome([], refusal);

        var now = time.GetUtcNow();
        var codes = authenticator.Confirm(now);
        user.EnableMfa(now);
        log.Add(SecurityEventKind.MfaEnabled, user.Id);
        mails.Add(user.Id, MailTemplate.MfaEnabled);
        return new EnableTotpOutcome(codes, null);
    }
}

internal static class CodeRule
{
    /// <summary>Six digits, or a recovery code.</summary>
    public static IRuleBuilderOptions<T, string> Code<T>(this IRuleBuilder<T, string> code) => code.NotEmpty().MaximumLength(30);
}
