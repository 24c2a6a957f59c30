using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Administration;

/// <summary>Gives another person another role.</summary>
internal sealed record ChangeRoleCommand(RoleWord Role, string Reason) : ICommand<AdminUserResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

/// <summary>The words of <see cref="UserRole"/> for a body.</summary>
internal enum RoleWord
{
    User,
    Mentor,
    Admin,
}

internal sealed class ChangeRoleValidator : AbstractValidator<ChangeRoleCommand>
{
    public ChangeRoleValidator() => RuleFor(command => command.Reason).Reason();
}

internal sealed class ChangeRoleHandler(
    AdminActions admin,
    ISessionRepository sessions,
    ISessionCache cache,
    IOutbox outbox,
    ISecurityLog log,
    IAfterCommit afterCommit,
    TimeProvider time) : ICommandHandler<ChangeRoleCommand, AdminUserResponse>
{
    public async Task<Result<AdminUserResponse>> Handle(ChangeRoleCommand command, CancellationToken cancellationToken)
    {
        var found = await admin.LockToDemoteAsync(command.UserId, cancellationToken);
        if (found.IsFailure)
            return found.Error;
        var user = found.Value;
        var role = Words.Of(command.Role);
        if (user.Role == role)
            return AdminUserResponse.Of(user);

        user.ChangeRole(role, time.GetUtcNow());
        log.Add(SecurityEventKind.RoleChanged, user.Id, command.Reason.Trim());
        outbox.AddUserChanged(user);

        // Logins go on, with the new role from the next request.
        var live = await sessions.LiveAsync(user.Id, time.GetUtcNow(), cancellationToken);
        afterCommit.Add(() => cache.ForgetAsync(live, CancellationToken.None));
        return AdminUserResponse.Of(user);
    }
}
