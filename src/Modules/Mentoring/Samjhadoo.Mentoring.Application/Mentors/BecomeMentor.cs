using FluentValidation;
using Samjhadoo.Identity.Contracts;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>
/// Opens the caller's profile, then asks Identity to make the caller a mentor. Whatever stops it in between, the job
/// <c>mentoring.grant_mentors</c> asks again.
/// </summary>
internal sealed record BecomeMentorFlow(
    string Headline,
    Money HourlyRate,
    IReadOnlyList<string> Languages,
    IReadOnlyList<string> Skills,
    string? Bio = null,
    string? Expertise = null,
    bool CommunityDiscount = true) : IFlow<OwnMentorResponse>;

internal sealed class BecomeMentorValidator : AbstractValidator<BecomeMentorFlow>
{
    public BecomeMentorValidator()
    {
        RuleFor(flow => flow.Headline).Headline();
        RuleFor(flow => flow.HourlyRate).GreaterThan(Money.Zero).LessThanOrEqualTo(Money.Rupees(99_999_999.99m));
        RuleFor(flow => flow.Languages).Languages();
        RuleFor(flow => flow.Skills).Skills();
        RuleFor(flow => flow.Bio).MaximumLength(MentorProfile.BioLength);
        RuleFor(flow => flow.Expertise).MaximumLength(MentorProfile.ExpertiseLength).OneLine();
    }
}

internal sealed class BecomeMentorHandler(ISender sender, IIdentityApi identity, IUserDirectory directory, ICurrentUser caller)
    : IFlowHandler<BecomeMentorFlow, OwnMentorResponse>
{
    public async Task<Result<OwnMentorResponse>> Handle(BecomeMentorFlow flow, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(caller.Id, cancellationToken) is not { } user)
            return RequestErrors.Unauthenticated;

        var opened = await sender.SendAsync(new OpenProfileCommand(user.Id, user.TimeZone, flow), cancellationToken);
        if (opened.IsFailure)
            return opened.Error;

        var granted = await identity.GrantMentorAsync(user.Id, $"mentor_profile:{user.Id}", cancellationToken);
        if (granted.IsSuccess)
            await sender.SendAsync(new MarkGrantedCommand(user.Id), cancellationToken);
        return opened;
    }
}
