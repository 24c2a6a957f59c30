using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Calendar;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Calendar;

internal sealed class CalendarFeeds(MentoringDbContext database) : ICalendarFeeds
{
    public Task<CalendarFeed?> FindAsync(long userId, CancellationToken cancellationToken) =>
        database.Set<CalendarFeed>().SingleOrDefaultAsync(feed => feed.UserId == userId, cancellationToken);

    public void Add(CalendarFeed feed) => database.Add(feed);

    public void Remove(CalendarFeed feed) => database.Remove(feed);
}
