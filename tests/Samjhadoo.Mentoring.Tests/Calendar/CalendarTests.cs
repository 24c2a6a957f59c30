using Ical.Net.CalendarComponents;
using Samjhadoo.Mentoring.Application.Calendar;
using Samjhadoo.Mentoring.Tests.Bookings;

namespace Samjhadoo.Mentoring.Tests.Calendar;

public sealed class CalendarTests
{
    [Test]
    public async Task A_booking_is_a_file_that_calendar_programs_read()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var answer = await mentee.PostAsync("/bookings", new { quoteId = await mentee.QuoteAsync(mentor), startAt = Desk.Day(3), topic = "Pay; rise,\nand नौकरी" });
        var id = answer["id"].GetInt64();

        var file = await mentee.GetAsync($"/bookings/{id}/ics");

        file.MediaType.Should().Be("text/calendar");
        var session = Read(file.Text).Should().ContainSingle().Subject;
        session.Uid.Should().Be($"booking-{id}@samjhadoo");
        session.Start!.AsUtc.Should().Be(Desk.Day(3).UtcDateTime);
        session.End!.AsUtc.Should().Be(Desk.Day(3).AddMinutes(30).UtcDateTime);
        session.Description.Should().Be("Pay; rise,\nand नौकरी");
        session.Status.Should().Be("TENTATIVE");
        (await (await Desk.MenteeAsync(money: 0)).GetAsync($"/bookings/{id}/ics")).Code.Should().Be("mentoring.booking_not_found");
    }

    [Test]
    public async Task A_private_address_shows_what_is_ahead_until_it_is_revoked()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        await Desk.ConfirmedAsync(mentee, mentor, Desk.Day(3));
        await Desk.RequestedAsync(mentee, mentor, Desk.Day(4));
        var called = await Desk.RequestedAsync(mentee, mentor, Desk.Day(5));
        await mentee.PostAsync($"/bookings/{called}/cancel", new { });

        var first = (await mentor.PostAsync("/calendar/feed"))["path"].GetString()!;
        using var anybody = Academy.Host.Client();
        Read(await anybody.GetStringAsync(first)).Select(session => session.Status).Should().BeEquivalentTo("CONFIRMED", "TENTATIVE");

        var second = (await mentor.PostAsync("/calendar/feed"))["path"].GetString()!;
        ((int)(await anybody.GetAsync(first)).StatusCode).Should().Be(404, "a new address ends the old one");
        ((int)(await anybody.GetAsync(second)).StatusCode).Should().Be(200);
        (await mentor.DeleteAsync("/calendar/feed")).Status.Should().Be(204);
        ((int)(await anybody.GetAsync(second)).StatusCode).Should().Be(404);
        (await Academy.ReadAsync<long>("select count(*) from calendar_feeds where user_id = @Id", new { mentor.Id })).Should().Be(0);
    }

    [Test]
    public void Lines_are_folded_between_characters_and_at_most_75_bytes_long()
    {
        var file = IcsFile.Of([new(1, "CONFIRMED", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(30), new string('अ', 60), new string('x', 200) + "🙂", null, 1, DateTimeOffset.UnixEpoch)]);
        foreach (var line in file.Split("\r\n"))
            System.Text.Encoding.UTF8.GetByteCount(line).Should().BeLessThanOrEqualTo(75);
        var session = Read(file).Single();
        session.Summary.Should().EndWith(new string('अ', 60));
        session.Description.Should().Be(new string('x', 200) + "🙂");
    }

    private static IEnumerable<CalendarEvent> Read(string file) => Ical.Net.Calendar.Load(file)!.Events;
}
