namespace Samjhadoo.Identity.Domain.Mails;

/// <summary>Names of Identity's mails; the texts stand in <c>Texts/mails.&lt;language&gt;.json</c>.</summary>
internal static class MailTemplate
{
    public const string VerifyEmail = "verify_email";
    public const string AddressInUse = "address_in_use";
    public const string ResetPassword = "reset_password";
    public const string PasswordChanged = "password_changed";
    public const string MfaEnabled = "mfa_enabled";
    public const string MfaDisabled = "mfa_disabled";
    public const string RecoveryCodeUsed = "recovery_code_used";
    public const string AccountSuspended = "account_suspended";
    public const string AccountReactivated = "account_reactivated";
    public const string ExportReady = "export_ready";

    /// <summary>Where a mail's link leads in the web application; <c>{secret}</c> stands for its token.</summary>
    public static IReadOnlyDictionary<string, string> Links { get; } = new Dictionary<string, string>
    {
        [VerifyEmail] = "/verify-email?token={secret}",
        [ResetPassword] = "/reset-password?token={secret}",
        [AddressInUse] = "/forgot-password",
        [PasswordChanged] = "/forgot-password",
        [ExportReady] = "/settings/privacy",
    };
}
