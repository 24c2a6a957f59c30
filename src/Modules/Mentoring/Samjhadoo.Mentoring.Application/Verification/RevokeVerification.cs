using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Application.Mentors;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>Takes a mentor's verification back; he may ask again.</summary>
internal sealed record RevokeVerificationCommand(string Reason) : ICommand<OwnMentorResponse>
{
    [JsonIgnore]
    public long MentorId { get; init; }
}

internal sealed class RevokeVerificationValidator : AbstractValidator<RevokeVerificationCommand>
{
    public RevokeVerificationValidator() => RuleFor(command => command.Reason).NotEmpty().MaximumLength(VerificationRequest.ReasonLength);
}

internal sealed class RevokeVerificationHandler(
    IMentorRepository mentors, IVerificationRepository requests, ISkillRepository skills, VerificationDecisions decisions, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RevokeVerificationCommand, OwnMentorResponse>
{
    public async Task<Result<OwnMentorResponse>> Handle(RevokeVerificationCommand command, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(caller.Id, cancellationToken);
        if (await mentors.LockAsync(command.MentorId, cancellationToken) is not { } profile)
            return MentorErrors.NotFound;
        if (!profile.IsVerified)
            return MentorErrors.NotVerified;
        var now = time.GetUtcNow();
        profile.SetVerified(false, now);
        if (await requests.LockApprovedAsync(command.MentorId, cancellationToken) is { } approved)
            approved.TryRevoke(caller.Id, command.Reason, now);
        decisions.Tell(profile, profile.UserId, "mentor.verification_revoked", command.Reason);
        return OwnMentorResponse.Of(profile, await skills.FindAsync([.. profile.Skills.Select(skill => skill.SkillId)], cancellationToken));
    }
}
