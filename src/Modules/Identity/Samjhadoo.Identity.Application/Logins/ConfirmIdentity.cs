using FluentValidation;
using Samjhadoo.Identity.Application.Passwords;
using Samjhadoo.Identity.Application.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Logins;

/// <summary>Proves once more who is there: sensitive acts ask for a proof of the last ten minutes.</summary>
internal sealed record ConfirmIdentityFlow(string Password) : IFlow<Done>;

internal sealed class ConfirmIdentityValidator : AbstractValidator<ConfirmIdentityFlow>
{
    public ConfirmIdentityValidator() => RuleFor(flow => flow.Password).GivenPassword();
}

internal sealed class ConfirmIdentityHandler(PasswordProof proof, ISender sender) : IFlowHandler<ConfirmIdentityFlow, Done>
{
    public async Task<Result<Done>> Handle(ConfirmIdentityFlow request, CancellationToken cancellationToken)
    {
        var proven = await proof.CheckAsync(request.Password, cancellationToken);
        return proven.IsFailure ? proven.Error : await sender.SendAsync(new ConfirmSessionCommand(), cancellationToken);
    }
}
