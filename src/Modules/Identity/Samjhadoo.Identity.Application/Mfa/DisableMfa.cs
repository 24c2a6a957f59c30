using FluentValidation;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Turns two-factor login off: with a code, so that an open login alone can't.</summary>
internal sealed record DisableMfaFlow(string Code) : IFlow<Done>;

internal sealed class DisableMfaValidator : AbstractValidator<DisableMfaFlow>
{
    public DisableMfaValidator() => RuleFor(flow => flow.Code).Code();
}

internal sealed class DisableMfaHandler(ICurrentUser caller, ISender sender) : IFlowHandler<DisableMfaFlow, Done>
{
    public async Task<Result<Done>> Handle(DisableMfaFlow request, CancellationToken cancellationToken)
    {
        var verdict = await sender.SendAsync(new CheckCodeCommand(caller.Id, request.Code), cancellationToken);
        if ((verdict.Error ?? verdict.Value.Refusal) is { } refusal)
            return refusal;
        return await sender.SendAsync(new RemoveAuthenticatorCommand(), cancellationToken);
    }
}
