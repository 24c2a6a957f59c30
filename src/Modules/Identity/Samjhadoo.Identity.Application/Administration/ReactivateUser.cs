using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Administration;

/// <summary>Gives a suspended account back to its owner, who logs in anew.</summary>
internal sealed record ReactivateUserCommand(string Reason) : ICommand<AdminUserResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class ReactivateUserValidator : AbstractValidator<ReactivateUserCommand>
{
    public ReactivateUserValidator() => RuleFor(command => command.Reason).Reason();
}

internal sealed class ReactivateUserHandler(AdminActions admin, IOutbox outbox, ISecurityLog log, IMailQueue mails, TimeProvider time)
    : ICommandHandler<ReactivateUserCommand, AdminUserResponse>
{
    public async Task<Result<AdminUserResponse>> Handle(ReactivateUserCommand command, CancellationToken cancellationToken)
    {
        var found = await admin.LockAsync(command.UserId, cancellationToken);
        if (found.IsFailure)
            return found.Error;
        var user = found.Value;
        if (user.IsActive)
            return IdentityErrors.NotSuspended;

        user.Reactivate(time.GetUtcNow());
        log.Add(SecurityEventKind.Reactivated, user.Id, command.Reason.Trim());
        mails.Add(user.Id, MailTemplate.AccountReactivated);
        outbox.AddUserChanged(user);
        return AdminUserResponse.Of(user);
    }
}
