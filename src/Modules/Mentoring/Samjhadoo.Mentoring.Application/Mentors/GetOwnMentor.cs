using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Skills;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>A profile with what only its owner and admins see; the route decides who asks.</summary>
internal sealed record GetOwnMentorQuery(long MentorId) : IQuery<OwnMentorResponse>;

// By the repository: whoever has just edited must see the edit, and its ETag.
internal sealed class GetOwnMentorHandler(IMentorRepository mentors, ISkillRepository skills) : IQueryHandler<GetOwnMentorQuery, OwnMentorResponse>
{
    public async Task<Result<OwnMentorResponse>> Handle(GetOwnMentorQuery query, CancellationToken cancellationToken)
    {
        if (await mentors.FindAsync(query.MentorId, cancellationToken) is not { } profile)
            return MentorErrors.NoProfile;
        return OwnMentorResponse.Of(profile, await skills.FindAsync([.. profile.Skills.Select(skill => skill.SkillId)], cancellationToken));
    }
}
