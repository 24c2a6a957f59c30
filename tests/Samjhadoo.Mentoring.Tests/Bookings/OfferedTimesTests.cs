using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Mentoring.Application.Bookings;

namespace Samjhadoo.Mentoring.Tests.Bookings;

/// <summary>What is shown as free and what can be booked are two pieces of code: they agree on every quarter of an hour.</summary>
public sealed class OfferedTimesTests
{
    [TestCase("Asia/Kolkata", 30)]
    [TestCase("Europe/Berlin", 50)]
    [TestCase("Asia/Kathmandu", 10)]
    public async Task A_time_can_be_booked_when_it_is_shown_as_free_and_only_then(string zone, int minutes)
    {
        var mentor = await Desk.MentorAsync(zone: zone, notice: 90, windowDays: 8, cap: 2, alwaysOpen: false);
        await Academy.ExecuteAsync(
            """
            insert into availability_rules (mentor_id, day_of_week, starts_minute, ends_minute)
            select @Id, day, 60 * day, 60 * day + 255 from generate_series(1, 6) day;
            insert into availability_overrides (mentor_id, day, starts_minute, ends_minute)
            values (@Id, current_date + 3, 0, 0), (@Id, current_date + 4, 1380, 1440), (@Id, current_date + 5, 0, 90);
            """,
            new { mentor.Id });
        var now = Academy.Host.Clock.GetUtcNow();
        var from = Desk.Day(0);
        await using var connection = await Academy.Host.Database.OpenAsync();
        await connection.ExecuteAsync("set search_path = mentoring, extensions");
        var shown = (await connection.QueryAsync<DateTimeOffset>(
            "select starts_at from free_slots(@Id, @from, @to, @minutes, @now)", new { mentor.Id, from, to = from.AddDays(12), minutes, now })).ToList();

        await using var scope = Academy.Host.Services.CreateAsyncScope();
        var times = scope.ServiceProvider.GetRequiredService<BookableTimes>();
        var bookable = new List<DateTimeOffset>();
        for (var start = from; start < from.AddDays(10); start = start.AddMinutes(15))
        {
            if (await times.FindAsync(mentor.Id, start, TimeSpan.FromMinutes(minutes), null, now, CancellationToken.None) is not null)
                bookable.Add(start);
        }

        bookable.Should().NotBeEmpty().And.Equal(shown);
    }
}
