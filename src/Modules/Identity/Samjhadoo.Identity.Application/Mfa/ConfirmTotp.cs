using FluentValidation;
using Samjhadoo.Shared.Application;
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

internal static class CodeRule
{
    /// <summary>Six digits, or a recovery code.</summary>
    public static IRuleBuilderOptions<T, string> Code<T>(this IRuleBuilder<T, string> code) => code.NotEmpty().MaximumLength(30);
}
