using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Registration;

/// <summary>Sends the link again to an address that is not verified yet; every other address gets the same answer and nothing else.</summary>
internal sealed record ResendVerificationCommand(string Email) : ICommand<MailSentResponse>;

internal sealed class ResendVerificationValidator : AbstractValidator<ResendVerificationCommand>
{
    public ResendVerificationValidator() => RuleFor(command => command.Email).Email();
}

internal sealed class ResendVerificationHandler(IUserRepository users, ILoginThrottle throttle, IMailQueue mails, OneTimeLinks links)
    : ICommandHandler<ResendVerificationCommand, MailSentResponse>
{
    public async Task<Result<MailSentResponse>> Handle(ResendVerificationCommand command, CancellationToken cancellationToken)
    {
        var pause = await throttle.ClaimAsync([ThrottleKey.Mail(User.Normalise(command.Email))], cancellationToken);
        var user = await users.FindByEmailAsync(command.Email, cancellationToken);
        var isMeant = pause is null && user is { EmailVerifiedAt: null };
        mails.Add(
            isMeant ? user!.Id : MailRecipient.Nobody,
            MailTemplate.VerifyEmail,
            links.Make(LinkPurpose.VerifyEmail, user?.Id ?? MailRecipient.Nobody, user?.Stamp ?? new byte[User.StampSize]));
        return MailSentResponse.Value;
    }
}
