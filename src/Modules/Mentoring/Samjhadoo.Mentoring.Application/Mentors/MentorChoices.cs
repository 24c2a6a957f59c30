using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>What a mentor's choices are checked against: the taxonomy and the limits an admin set.</summary>
internal sealed class MentorChoices(ISkillRepository skills, IRateLimits limits)
{
    /// <summary>The skills behind these slugs; a retired one is only for who has it already.</summary>
    public async Task<Result<IReadOnlyList<Skill>>> SkillsAsync(IReadOnlyList<string> slugs, MentorProfile? holder, CancellationToken cancellationToken)
    {
        var found = (await skills.FindAsync(slugs, cancellationToken))
            .Where(skill => skill.IsActive || holder?.Skills.Any(held => held.SkillId == skill.Id) == true)
            .ToList();
        var unknown = slugs.FirstOrDefault(slug => found.TrueForAll(skill => skill.Slug != slug));
        return unknown is null ? found : MentorErrors.UnknownSkill.With("skill", unknown);
    }

    /// <summary>The refusal of a rate outside the limits, or null.</summary>
    public async Task<Error?> RefuseRateAsync(Money hourlyRate, CancellationToken cancellationToken)
    {
        var allowed = await limits.FindAsync(cancellationToken);
        return allowed.Allow(hourlyRate) ? null : MentorErrors.RateOutsideLimits.With("minimum", allowed.Minimum).With("maximum", allowed.Maximum);
    }
}
