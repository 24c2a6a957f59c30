using FluentValidation;
using Samjhadoo.Identity.Application.Logins;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Passwords;

/// <summary>Changes the caller's password; this login stays, all others end.</summary>
internal sealed record ChangePasswordFlow(string CurrentPassword, string NewPassword) : IFlow<Done>;

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePasswordFlow>
{
    public ChangePasswordValidator()
    {
        RuleFor(flow => flow.CurrentPassword).GivenPassword();
        RuleFor(flow => flow.NewPassword).NewPassword();
    }
}

internal sealed class ChangePasswordHandler(PasswordProof proof, IPasswordHasher hasher, ICurrentUser caller, ISender sender)
    : IFlowHandler<ChangePasswordFlow, Done>
{
    public async Task<Result<Done>> Handle(ChangePasswordFlow request, CancellationToken cancellationToken)
    {
        var proven = await proof.CheckAsync(request.CurrentPassword, cancellationToken);
        if (proven.IsFailure)
            return proven.Error;
        if (request.NewPassword == request.CurrentPassword)
            return IdentityErrors.PasswordUnchanged;

        string hash;
        using (var turn = await hasher.WaitForTurnAsync(null, cancellationToken))
        {
            if (turn is null)
                return IdentityErrors.Busy;
            hash = await turn.HashAsync(request.NewPassword);
        }

        return await sender.SendAsync(new SetPasswordCommand(caller.Id, proven.Value.PasswordHash, hash, caller.SessionId), cancellationToken);
    }
}
