namespace Samjhadoo.Identity.Domain.SecurityLog;

/// <summary>The words of <c>security_events.kind</c>.</summary>
internal static class SecurityEventKind
{
    public const string Registered = "REGISTERED";
    public const string EmailVerified = "EMAIL_VERIFIED";
    public const string LoginSucceeded = "LOGIN_SUCCEEDED";
    public const string LoginFailed = "LOGIN_FAILED";
    public const string LoggedOut = "LOGGED_OUT";
    public const string SessionRevoked = "SESSION_REVOKED";
    public const string RefreshReused = "REFRESH_REUSED";
    public const string PasswordReset = "PASSWORD_RESET";
    public const string PasswordChanged = "PASSWORD_CHANGED";
    public const string SteppedUp = "STEPPED_UP";
    public const string StepUpFailed = "STEP_UP_FAILED";
    public const string MfaEnabled = "MFA_ENABLED";
    public const string MfaDisabled = "MFA_DISABLED";
    public const string MfaFailed = "MFA_FAILED";
    public const string RecoveryCodesMade = "RECOVERY_CODES_MADE";
    public const string RecoveryCodeUsed = "RECOVERY_CODE_USED";
    public const string RoleChanged = "ROLE_CHANGED";
    public const string Suspended = "SUSPENDED";
    public const string Reactivated = "REACTIVATED";
    public const string CommunityVerified = "COMMUNITY_VERIFIED";
    public const string AdminRead = "ADMIN_READ";
    public const string AdminSearched = "ADMIN_SEARCHED";
    public const string ExportRequested = "EXPORT_REQUESTED";
    public const string ExportDownloaded = "EXPORT_DOWNLOADED";
    public const string Erased = "ERASED";
}
