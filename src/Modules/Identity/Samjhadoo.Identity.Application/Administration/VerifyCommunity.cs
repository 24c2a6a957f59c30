using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Administration;

/// <summary>Confirms that an admin has seen evidence for the community the person belongs to.</summary>
internal sealed record VerifyCommunityCommand(string Reason) : ICommand<AdminUserResponse>
{
    [JsonIgnore]
    public long UserId { get; init; }
}

internal sealed class VerifyCommunityValidator : AbstractValidator<VerifyCommunityCommand>
{
    public VerifyCommunityValidator() => RuleFor(command => command.Reason).Reason();
}

internal sealed class VerifyCommunityHandler(AdminActions admin, IOutbox outbox, ISecurityLog log, TimeProvider time)
    : ICommandHandler<VerifyCommunityCommand, AdminUserResponse>
{
    public async Task<Result<AdminUserResponse>> Handle(VerifyCommunityCommand command, CancellationToken cancellationToken)
    {
        var found = await admin.LockAsync(command.UserId, cancellationToken);
        if (found.IsFailure)
            return found.Error;
        var user = found.Value;
        if (user.Community == Community.None)
            return IdentityErrors.NoCommunity;
        if (user.CommunityVerified)
            return AdminUserResponse.Of(user);

        user.VerifyCommunity(time.GetUtcNow());
        log.Add(SecurityEventKind.CommunityVerified, user.Id, command.Reason.Trim());
        outbox.AddUserChanged(user);
        return AdminUserResponse.Of(user);
    }
}
