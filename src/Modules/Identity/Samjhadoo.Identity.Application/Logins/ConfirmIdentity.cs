using FluentValidation;
using Samjhadoo.Identity.Application.Mfa;
using Samjhadoo.Identity.Application.Passwords;
using Samjhadoo.Identity.Application.Sessions;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Logins;

/// <summary>Proves once more who is there, by all that a login takes: sensitive acts ask for a proof of the last ten minutes.</summary>
/// <param name="Code">From the authenticator app, or a recovery code; needed where the login needs one.</param>
internal sealed record ConfirmIdentityFlow(string Password, string? Code = null) : IFlow<Done>;

internal sealed class ConfirmIdentityValidator : AbstractValidator<ConfirmIdentityFlow>
{
    public ConfirmIdentityValidator()
    {
        RuleFor(flow => flow.Password).GivenPassword();
        RuleFor(flow => flow.Code!).Code().When(flow => flow.Code is not null);
    }
}

internal sealed class ConfirmIdentityHandler(PasswordProof proof, ISender sender) : IFlowHandler<ConfirmIdentityFlow, Done>
{
    public async Task<Result<Done>> Handle(ConfirmIdentityFlow request, CancellationToken cancellationToken)
    {
        var proven = await proof.CheckAsync(request.Password, cancellationToken);
        if (proven.IsFailure)
            return proven.Error;
        if (proven.Value.MfaEnabled)
        {
            if (request.Code is null)
                return IdentityErrors.CodeRequired;
            var verdict = await sender.SendAsync(new CheckCodeCommand(proven.Value.Id, request.Code), cancellationToken);
            if ((verdict.Error ?? verdict.Value.Refusal) is { } refusal)
                return refusal;
        }

        return await sender.SendAsync(new ConfirmSessionCommand(), cancellationToken);
    }
}
