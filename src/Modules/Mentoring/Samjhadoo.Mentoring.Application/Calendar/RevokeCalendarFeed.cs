using Samjhadoo.Mentoring.Domain.Calendar;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Calendar;

/// <summary>Ends the caller's private calendar address, if there is one.</summary>
internal sealed record RevokeCalendarFeedCommand : ICommand<Done>;

internal sealed class RevokeCalendarFeedHandler(ICalendarFeeds feeds, ICurrentUser caller) : ICommandHandler<RevokeCalendarFeedCommand, Done>
{
    public async Task<Result<Done>> Handle(RevokeCalendarFeedCommand command, CancellationToken cancellationToken)
    {
        if (await feeds.FindAsync(caller.Id, cancellationToken) is { } feed)
            feeds.Remove(feed);
        return Done.Value;
    }
}
