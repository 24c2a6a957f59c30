using FluentValidation;
using Samjhadoo.Identity.Domain.Users;

namespace Samjhadoo.Identity.Application.Registration;

internal static class NameRules
{
    /// <summary>Letters, digits, dot, dash and underscore; never an @, so that a login is one or the other.</summary>
    public static void Username<T>(this IRuleBuilder<T, string> username) => username
        .Length(3, User.UsernameLength)
        .Matches(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z");

    /// <summary>Plain addresses of the kind providers hand out; whether one exists only a mail can tell.</summary>
    public static void Email<T>(this IRuleBuilder<T, string> email) => email
        .MaximumLength(User.EmailLength)
        .Matches(@"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+\z")
        .WithErrorCode("bad_email").WithMessage("is not an e-mail address");
}
