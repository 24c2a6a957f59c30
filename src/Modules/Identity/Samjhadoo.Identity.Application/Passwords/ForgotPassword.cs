using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Application.Registration;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Passwords;

/// <summary>Mails a link for choosing a new password; an address without an account gets the same answer and nothing else.</summary>
internal sealed record ForgotPasswordCommand(string Email) : ICommand<MailSentResponse>;

internal sealed class ForgotPasswordValidator : AbstractValidator<ForgotPasswordCommand>
{
    public ForgotPasswordValidator() => RuleFor(command => command.Email).Email();
}

internal sealed class ForgotPasswordHandler(LinkMails mails) : ICommandHandler<ForgotPasswordCommand, MailSentResponse>
{
    public async Task<Result<MailSentResponse>> Handle(ForgotPasswordCommand command, CancellationToken cancellationToken)
    {
        await mails.AddAsync(command.Email, MailTemplate.ResetPassword, LinkPurpose.ResetPassword, user => user.MayLogIn, cancellationToken);
        return MailSentResponse.Value;
    }
}
