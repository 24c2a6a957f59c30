using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Domain;

/// <summary>The refusals of Identity. Logins are refused in one way, whatever the reason.</summary>
internal static class IdentityErrors
{
    public static readonly Error InvalidCredentials = new("identity.invalid_credentials", ErrorKind.Unauthenticated);
    public static readonly Error TooManyAttempts = new("identity.too_many_attempts", ErrorKind.TooMany);
    public static readonly Error Busy = new("identity.busy", ErrorKind.TooMany) { RetryAfter = TimeSpan.FromSeconds(2) };
    public static readonly Error UsernameTaken = new("identity.username_taken", ErrorKind.Conflict);
    public static readonly Error PasswordUnchanged = new("identity.password_unchanged", ErrorKind.Rule);
    public static readonly Error WrongPassword = new("identity.wrong_password", ErrorKind.Rule);
    public static readonly Error InvalidLink = new("identity.invalid_link", ErrorKind.Rule);
    public static readonly Error InvalidRefreshToken = new("identity.invalid_refresh_token", ErrorKind.Unauthenticated);
    public static readonly Error SessionNotFound = new("identity.session_not_found", ErrorKind.NotFound);
    public static readonly Error UserNotFound = new("identity.user_not_found", ErrorKind.NotFound);

    public static readonly Error InvalidChallenge = new("identity.invalid_challenge", ErrorKind.Unauthenticated);
    public static readonly Error CodeRequired = new("identity.code_required", ErrorKind.Rule);
    public static readonly Error InvalidCode = new("identity.invalid_code", ErrorKind.Rule);
    public static readonly Error MfaEnabled = new("identity.mfa_enabled", ErrorKind.Conflict);
    public static readonly Error MfaNotEnabled = new("identity.mfa_not_enabled", ErrorKind.Conflict);
    public static readonly Error MfaNotStarted = new("identity.mfa_not_started", ErrorKind.Conflict);

    public static readonly Error OwnAccount = new("identity.own_account", ErrorKind.Rule);
    public static readonly Error LastAdmin = new("identity.last_admin", ErrorKind.Rule);
    public static readonly Error AlreadySuspended = new("identity.already_suspended", ErrorKind.Conflict);
    public static readonly Error NotSuspended = new("identity.not_suspended", ErrorKind.Conflict);
    public static readonly Error NoCommunity = new("identity.no_community", ErrorKind.Rule);

    public static readonly Error ConsentTextOutdated = new("identity.consent_text_outdated", ErrorKind.Conflict);
    public static readonly Error ConsentRequired = new("identity.consent_required", ErrorKind.Rule);
    public static readonly Error ExportNotFound = new("identity.export_not_found", ErrorKind.NotFound);
    public static readonly Error ExportNotReady = new("identity.export_not_ready", ErrorKind.Conflict);
}
