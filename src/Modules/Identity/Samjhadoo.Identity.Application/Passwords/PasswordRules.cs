using FluentValidation;
using Samjhadoo.Identity.Domain.Passwords;

namespace Samjhadoo.Identity.Application.Passwords;

/// <summary>What a new password must be: long enough, and not among those attackers try first. No rules about signs.</summary>
internal static class PasswordRules
{
    public const int MaxLength = 128;

    public static void NewPassword<T>(this IRuleBuilderInitial<T, string> password) => password
        .Cascade(CascadeMode.Stop)
        .Length(8, MaxLength)
        .Must(value => !BreachedPasswords.Contains(value)).WithErrorCode("breached_password").WithMessage("is among the passwords attackers try first");

    public static void GivenPassword<T>(this IRuleBuilder<T, string> password) => password.NotEmpty().MaximumLength(MaxLength);
}
