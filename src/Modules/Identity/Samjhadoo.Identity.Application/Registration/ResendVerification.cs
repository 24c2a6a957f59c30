using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Registration;

/// <summary>Sends the link again to an address that is not verified yet; every other address gets the same answer and nothing else.</summary>
internal sealed record ResendVerificationCommand(string Email) : ICommand<MailSentResponse>;

internal sealed class ResendVerificationValidator : AbstractValidator<ResendVerificationCommand>
{
    public ResendVerificationValidator() => RuleFor(command => command.Email).Email();
}

internal sealed class ResendVerificationHandler(LinkMails mails) : ICommandHandler<ResendVerificationCommand, MailSentResponse>
{
    public async Task<Result<MailSentResponse>> Handle(ResendVerificationCommand command, CancellationToken cancellationToken)
    {
        await mails.AddAsync(command.Email, MailTemplate.VerifyEmail, LinkPurpose.VerifyEmail, user => user.EmailVerifiedAt is null, cancellationToken);
        return MailSentResponse.Value;
    }
}
