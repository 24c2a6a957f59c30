using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Mentors;

/// <summary>Last step of <see cref="BecomeMentorFlow"/>: Identity has made the user a mentor.</summary>
internal sealed record MarkGrantedCommand(long UserId) : ICommand<Done>;

internal sealed class MarkGrantedHandler(IMentorRepository mentors, TimeProvider time) : ICommandHandler<MarkGrantedCommand, Done>
{
    public async Task<Result<Done>> Handle(MarkGrantedCommand command, CancellationToken cancellationToken)
    {
        if (await mentors.LockAsync(command.UserId, cancellationToken) is not { } profile)
            return MentorErrors.NotFound;
        profile.RoleGranted(time.GetUtcNow());
        return Done.Value;
    }
}
