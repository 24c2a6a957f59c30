using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Application.Registration;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Passwords;

/// <summary>Mails a link for choosing a new password; an address without an account gets the same answer and nothing else.</summary>
internal sealed record ForgotPasswordCommand(string Email) : ICommand<MailSentResponse>;

internal sealed class ForgotPasswordValidator : AbstractValidator<ForgotPasswordCommand>
{
    public ForgotPasswordValidator() => RuleFor(command => command.Email).Email();
}

internal sealed class ForgotPasswordHandler(IUserRepository users, ILoginThrottle throttle, IMailQueue mails, OneTimeLinks links)
    : ICommandHandler<ForgotPasswordCommand, MailSentResponse>
{
    public async Task<Result<MailSentResponse>> Handle(ForgotPasswordCommand command, CancellationToken cancellationToken)
    {
        var pause = await throttle.ClaimAsync([ThrottleKey.Mail(User.Normalise(command.Email))], cancellationToken);
        var user = await users.FindByEmailAsync(command.Email, cancellationToken);
        mails.Add(
            pause is null && user is { MayLogIn: true } ? user.Id : MailRecipient.Nobody,
            MailTemplate.ResetPassword,
            links.Make(LinkPurpose.ResetPassword, user?.Id ?? MailRecipient.Nobody, user?.Stamp ?? new byte[User.StampSize]));
        return MailSentResponse.Value;
    }
}
