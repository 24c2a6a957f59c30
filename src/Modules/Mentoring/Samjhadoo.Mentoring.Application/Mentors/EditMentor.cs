using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>Edits the caller's profile; what is absent stays, null clears.</summary>
internal sealed record EditMentorCommand(
    Optional<string> Headline,
    Optional<string?> Bio,
    Optional<string?> Expertise,
    Optional<Money> HourlyRate,
    Optional<IReadOnlyList<string>> Languages,
    Optional<IReadOnlyList<string>> Skills,
    Optional<bool> CommunityDiscount) : ICommand<OwnMentorResponse>
{
    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class EditMentorValidator : AbstractValidator<EditMentorCommand>
{
    public EditMentorValidator()
    {
        RuleFor(command => command.Headline.Or("-")).Headline().OverridePropertyName(nameof(EditMentorCommand.Headline));
        RuleFor(command => command.Bio.Or(null)).MaximumLength(MentorProfile.BioLength).OverridePropertyName(nameof(EditMentorCommand.Bio));
        RuleFor(command => command.Expertise.Or(null)).MaximumLength(MentorProfile.ExpertiseLength).OneLine().OverridePropertyName(nameof(EditMentorCommand.Expertise));
        RuleFor(command => command.HourlyRate.Or(Money.Rupees(1))).GreaterThan(Money.Zero).LessThanOrEqualTo(Money.Rupees(99_999_999.99m))
            .OverridePropertyName(nameof(EditMentorCommand.HourlyRate));
        RuleFor(command => command.Languages.Or(new[] { "en" })).Languages().OverridePropertyName(nameof(EditMentorCommand.Languages));
        RuleFor(command => command.Skills.Or(Array.Empty<string>())).Skills().OverridePropertyName(nameof(EditMentorCommand.Skills));
    }
}

internal sealed class EditMentorHandler(IMentorRepository mentors, ISkillRepository skills, MentorChoices choices, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<EditMentorCommand, OwnMentorResponse>
{
    public async Task<Result<OwnMentorResponse>> Handle(EditMentorCommand command, CancellationToken cancellationToken)
    {
        if (await mentors.LockAsync(caller.Id, cancellationToken) is not { } profile)
            return MentorErrors.NoProfile;
        if (profile.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;

        // A rate from before the limits changed may stay.
        var rate = command.HourlyRate.Or(profile.HourlyRate);
        if (rate != profile.HourlyRate && await choices.RefuseRateAsync(rate, cancellationToken) is { } refusal)
            return refusal;
        var chosen = command.Skills.IsSet
            ? await choices.SkillsAsync(command.Skills.Value, profile, cancellationToken)
            : new List<Skill>(await skills.FindAsync([.. profile.Skills.Select(skill => skill.SkillId)], cancellationToken));
        if (chosen.IsFailure)
            return chosen.Error;

        profile.Edit(
            new MentorDetails(
                command.Headline.Or(profile.Headline),
                command.Bio.Or(profile.Bio),
                command.Expertise.Or(profile.Expertise),
                rate,
                command.Languages.Or(profile.Languages),
                [.. chosen.Value.Select(skill => skill.Id)],
                command.CommunityDiscount.Or(profile.CommunityDiscount)),
            time.GetUtcNow());
        return OwnMentorResponse.Of(profile, chosen.Value);
    }
}
