using FluentValidation;
using Samjhadoo.Identity.Application.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Turns two-factor login off: with a code, so that a password alone can't, and a recent proof of the password.</summary>
internal sealed record DisableMfaFlow(string Code) : IFlow<Done>;

internal sealed class DisableMfaValidator : AbstractValidator<DisableMfaFlow>
{
    public DisableMfaValidator() => RuleFor(flow => flow.Code).Code();
}

internal sealed class DisableMfaHandler(RecentProof proof, ICurrentUser caller, ISender sender) : IFlowHandler<DisableMfaFlow, Done>
{
    public async Task<Result<Done>> Handle(DisableMfaFlow request, CancellationToken cancellationToken)
    {
        if (await proof.MissingAsync(cancellationToken) is { } missing)
            return missing;
        var verdict = await sender.SendAsync(new CheckCodeCommand(caller.Id, request.Code), cancellationToken);
        if ((verdict.Error ?? verdict.Value.Refusal) is { } refusal)
            return refusal;
        return await sender.SendAsync(new RemoveAuthenticatorCommand(), cancellationToken);
    }
}
