using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Samjhadoo.Mentoring.Domain.Calendar;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Calendar;

/// <summary>Gives the caller a private calendar address; an earlier one ends.</summary>
internal sealed record IssueCalendarFeedCommand : ICommand<CalendarFeedResponse>;

/// <param name="Path">Path of the calendar below this API's host. It is shown once; only its hash is kept.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record CalendarFeedResponse(string Path, DateTimeOffset CreatedAt);

internal sealed class IssueCalendarFeedHandler(ICalendarFeeds feeds, IUserReplica users, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<IssueCalendarFeedCommand, CalendarFeedResponse>
{
    private const int SecretBytes = 32;

    public async Task<Result<CalendarFeedResponse>> Handle(IssueCalendarFeedCommand command, CancellationToken cancellationToken)
    {
        await users.EnsureAsync(caller.Id, cancellationToken);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var now = time.GetUtcNow();
        if (await feeds.FindAsync(caller.Id, cancellationToken) is { } feed)
            feed.Renew(hash, now);
        else
            feeds.Add(new CalendarFeed(caller.Id, hash, now));
        return new CalendarFeedResponse($"/api/v1/calendar/{secret}.ics", now);
    }
}
