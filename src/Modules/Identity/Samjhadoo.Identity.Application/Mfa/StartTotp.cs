using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Makes a secret for the caller's authenticator app; it counts once a first code has confirmed it.</summary>
internal sealed record StartTotpCommand : ICommand<TotpSecretResponse>;

/// <summary>What the app needs; shown this once.</summary>
/// <param name="Secret">To be typed in (base32).</param>
/// <param name="Uri">To be shown as a QR code (<c>otpauth://</c>).</param>
internal sealed record TotpSecretResponse(string Secret, string Uri);

internal sealed class StartTotpHandler(
    IUserRepository users, IAuthenticatorRepository authenticators, ITotp totp, ISecretBox secrets, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<StartTotpCommand, TotpSecretResponse>
{
    public async Task<Result<TotpSecretResponse>> Handle(StartTotpCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(caller.Id, cancellationToken) is not { } user)
            return IdentityErrors.UserNotFound;
        if (user.MfaEnabled)
            return IdentityErrors.MfaEnabled;

        var secret = totp.NewSecret();
        var sealedSecret = secrets.Seal(secret, SecondFactor.Purpose);
        if (await authenticators.LockAsync(user.Id, cancellationToken) is { } begun)
            begun.Restart(sealedSecret, time.GetUtcNow());
        else
            authenticators.Add(new Authenticator(user.Id, sealedSecret, time.GetUtcNow()));
        return new TotpSecretResponse(totp.Spell(secret), totp.UriOf(secret, user.Username));
    }
}
