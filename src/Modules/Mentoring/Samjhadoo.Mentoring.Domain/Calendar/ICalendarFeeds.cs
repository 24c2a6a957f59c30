namespace Samjhadoo.Mentoring.Domain.Calendar;

internal interface ICalendarFeeds
{
    Task<CalendarFeed?> FindAsync(long userId, CancellationToken cancellationToken);

    void Add(CalendarFeed feed);

    void Remove(CalendarFeed feed);
}
