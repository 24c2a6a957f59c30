using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Contracts.Events;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Registration;

/// <summary>Confirms an address with the token of the mail's link; from then on the account exists.</summary>
internal sealed record VerifyEmailCommand(string Token) : ICommand<Done>;

internal sealed class VerifyEmailValidator : AbstractValidator<VerifyEmailCommand>
{
    public VerifyEmailValidator() => RuleFor(command => command.Token).NotEmpty().MaximumLength(200);
}

internal sealed class VerifyEmailHandler(IUserRepository users, OneTimeLinks links, IConsentLedger consents, IOutbox outbox, ISecurityLog log, TimeProvider time)
    : ICommandHandler<VerifyEmailCommand, Done>
{
    public async Task<Result<Done>> Handle(VerifyEmailCommand command, CancellationToken cancellationToken)
    {
        if (links.Read(LinkPurpose.VerifyEmail, command.Token) is not { } link
            || await users.LockAsync(link.UserId, cancellationToken) is not { } user
            || !link.IsOf(user))
            return IdentityErrors.InvalidLink;
        if (user.EmailVerifiedAt is not null)
            return Done.Value;

        var now = time.GetUtcNow();
        user.VerifyEmail(now);
        if (user.ConsentVersion is { } version)
            consents.Add(new ConsentRecord(user.Id, ConsentPurpose.Service, version, granted: true, user.CreatedAt));
        outbox.AddUserChanged(user);
        outbox.Add(user, new UserRegistered(user.Id, user.Role, now));
        log.Add(SecurityEventKind.EmailVerified, user.Id);
        return Done.Value;
    }
}
