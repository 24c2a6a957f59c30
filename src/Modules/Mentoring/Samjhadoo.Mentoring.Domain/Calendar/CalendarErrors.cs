using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Domain.Calendar;

internal static class CalendarErrors
{
    public static readonly Error FeedNotFound = new("mentoring.calendar_feed_not_found", ErrorKind.NotFound);
}
