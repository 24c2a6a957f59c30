using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Registration;

/// <summary>Saves a registration and mails the address. The same statements run whether the address is known or not.</summary>
internal sealed record OpenAccountCommand(string Username, string Email, string PasswordHash, string? Name, string Role, string ConsentVersion) : ICommand<MailSentResponse>;

internal sealed class OpenAccountHandler(
    IUserRepository users, ILoginThrottle throttle, IMailQueue mails, OneTimeLinks links, IRequestInfo request, TimeProvider time)
    : ICommandHandler<OpenAccountCommand, MailSentResponse>
{
    public async Task<Result<MailSentResponse>> Handle(OpenAccountCommand command, CancellationToken cancellationToken)
    {
        var pause = await throttle.ClaimAsync([ThrottleKey.Mail(User.Normalise(command.Email))], cancellationToken);
        var user = User.Register(command.Username, command.Email, command.PasswordHash, command.Name, command.Role, request.Language, time.GetUtcNow(), command.ConsentVersion);
        var registration = await users.RegisterAsync(user, cancellationToken);
        if (registration.Outcome == RegistrationOutcome.UsernameTaken)
            return IdentityErrors.UsernameTaken;

        var recipient = pause is null ? registration.UserId : MailRecipient.Nobody;
        if (registration.Outcome == RegistrationOutcome.Registered)
            mails.Add(recipient, MailTemplate.VerifyEmail, links.Make(LinkPurpose.VerifyEmail, registration.UserId, user.Stamp));
        else
            mails.Add(recipient, MailTemplate.AddressInUse);
        return MailSentResponse.Value;
    }
}
