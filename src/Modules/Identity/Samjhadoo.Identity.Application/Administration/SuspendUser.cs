using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Administration;

/// <summary>Suspends an account; all its logins end at once.</summary>
internal sealed record SuspendUserCommand(string Reason) : ICommand<AdminUserResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class SuspendUserValidator : AbstractValidator<SuspendUserCommand>
{
    public SuspendUserValidator() => RuleFor(command => command.Reason).Reason();
}

internal sealed class SuspendUserHandler(
    AdminActions admin,
    ISessionRepository sessions,
    ISessionCache cache,
    IOutbox outbox,
    ISecurityLog log,
    IMailQueue mails,
    IAfterCommit afterCommit,
    TimeProvider time) : ICommandHandler<SuspendUserCommand, AdminUserResponse>
{
    public async Task<Result<AdminUserResponse>> Handle(SuspendUserCommand command, CancellationToken cancellationToken)
    {
        var found = await admin.LockToDemoteAsync(command.UserId, cancellationToken);
        if (found.IsFailure)
            return found.Error;
        var user = found.Value;
        if (!user.IsActive)
            return IdentityErrors.AlreadySuspended;

        var now = time.GetUtcNow();
        user.Suspend(command.Reason.Trim(), now);
        var ended = await sessions.RevokeAllAsync(user.Id, except: null, now, cancellationToken);
        log.Add(SecurityEventKind.Suspended, user.Id, user.SuspensionReason);
        mails.Add(user.Id, MailTemplate.AccountSuspended, arguments: new Dictionary<string, string> { ["reason"] = user.SuspensionReason! });
        outbox.AddUserChanged(user);
        afterCommit.Add(() => cache.ForgetAsync(ended, CancellationToken.None));
        return AdminUserResponse.Of(user);
    }
}

internal static class ReasonRule
{
    /// <summary>Why an admin does it, in words.</summary>
    public static IRuleBuilderOptions<T, string> Reason<T>(this IRuleBuilder<T, string> reason) => reason.NotEmpty().Length(3, 500);
}
