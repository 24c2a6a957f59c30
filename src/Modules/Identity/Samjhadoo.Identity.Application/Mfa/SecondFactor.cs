using System.Globalization;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Identity.Domain.SecurityLog;

namespace Samjhadoo.Identity.Application.Mfa;

/// <summary>Checks second factors inside the caller's command, which must commit whatever the verdict is: guesses count.</summary>
internal sealed class SecondFactor(
    IAuthenticatorRepository authenticators, ITotp totp, ISecretBox secrets, ISecurityLog log, IMailQueue mails, TimeProvider time)
{
    public const string Purpose = "totp";

    /// <summary>Checks a code of the user's app, or a recovery code, against the confirmed factor.</summary>
    public async Task<CodeVerdict> CheckAsync(long userId, string code, CancellationToken cancellationToken)
    {
        var authenticator = await authenticators.LockAsync(userId, cancellationToken);
        return authenticator?.ConfirmedAt is null ? new CodeVerdict(false) : Check(authenticator, code);
    }

    /// <summary>The same for a factor that the caller has locked already.</summary>
    public CodeVerdict Check(Authenticator authenticator, string code)
    {
        var now = time.GetUtcNow();
        if (authenticator.CountAttempt(now) is { } wait)
            return new CodeVerdict(false, wait);

        code = code.Trim().Replace(" ", "", StringComparison.Ordinal);
        var accepted = code is { Length: 6 } && code.All(char.IsAsciiDigit)
            ? totp.StepOf(secrets.Open(authenticator.SealedSecret, Purpose), code, now) is { } step && authenticator.Accept(step)
            : AcceptRecovery(authenticator, code, now);
        if (!accepted)
            log.Add(SecurityEventKind.MfaFailed, authenticator.UserId);
        return new CodeVerdict(accepted);
    }

    private bool AcceptRecovery(Authenticator authenticator, string code, DateTimeOffset now)
    {
        if (!authenticator.AcceptRecovery(code, now))
            return false;
        log.Add(SecurityEventKind.RecoveryCodeUsed, authenticator.UserId);
        mails.Add(authenticator.UserId, MailTemplate.RecoveryCodeUsed, arguments: new Dictionary<string, string>
        {
            ["left"] = authenticator.RecoveryCodesLeft.ToString(CultureInfo.InvariantCulture),
        });
        return true;
    }
}
