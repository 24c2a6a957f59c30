using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Passwords;

/// <summary>Chooses a new password with the token of a mail's link; ends every login and every pause.</summary>
internal sealed record ResetPasswordFlow(string Token, string NewPassword) : IFlow<Done>;

internal sealed class ResetPasswordValidator : AbstractValidator<ResetPasswordFlow>
{
    public ResetPasswordValidator()
    {
        RuleFor(flow => flow.Token).NotEmpty().MaximumLength(200);
        RuleFor(flow => flow.NewPassword).NewPassword();
    }
}

internal sealed class ResetPasswordHandler(IUserRepository users, OneTimeLinks links, IPasswordHasher hasher, ISender sender)
    : IFlowHandler<ResetPasswordFlow, Done>
{
    public async Task<Result<Done>> Handle(ResetPasswordFlow request, CancellationToken cancellationToken)
    {
        if (links.Read(LinkPurpose.ResetPassword, request.Token) is not { } link
            || await users.FindAsync(link.UserId, cancellationToken) is not { MayLogIn: true } user
            || !link.IsOf(user))
            return IdentityErrors.InvalidLink;

        string hash;
        using (var turn = await hasher.WaitForTurnAsync(null, cancellationToken))
        {
            if (turn is null)
                return IdentityErrors.Busy;
            hash = await turn.HashAsync(request.NewPassword);
        }

        return await sender.SendAsync(new SetPasswordCommand(user.Id, user.PasswordHash, hash, KeepSession: null), cancellationToken);
    }
}
