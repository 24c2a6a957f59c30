using Samjhadoo.Identity.Contracts;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>Finishes what <see cref="BecomeMentorFlow"/> began and could not end; the grant's reference makes it repeatable.</summary>
internal sealed class GrantMentors(IMentorRepository mentors, IIdentityApi identity, ISender sender, TimeProvider time) : IJob
{
    private static readonly TimeSpan Overdue = TimeSpan.FromSeconds(30);

    public string Name => "mentoring.grant_mentors";

    public TimeSpan Every => TimeSpan.FromSeconds(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var userId in await mentors.UngrantedAsync(time.GetUtcNow() - Overdue, cancellationToken))
        {
            if ((await identity.GrantMentorAsync(userId, $"mentor_profile:{userId}", cancellationToken)).IsSuccess)
                await sender.SendAsync(new MarkGrantedCommand(userId), cancellationToken);
        }
    }
}
