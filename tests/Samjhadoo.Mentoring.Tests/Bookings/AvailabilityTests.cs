using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Schedules;

namespace Samjhadoo.Mentoring.Tests.Bookings;

public sealed class AvailabilityTests
{
    // A Monday.
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [TestCase("2026-03-04T04:30Z", 60, true, TestName = "Ten o'clock in Kolkata")]
    [TestCase("2026-03-04T04:25Z", 60, false, TestName = "Five minutes before the hours begin")]
    [TestCase("2026-03-04T06:30Z", 30, true, TestName = "The last half hour")]
    [TestCase("2026-03-04T06:35Z", 30, false, TestName = "Five minutes past the end")]
    [TestCase("2026-03-05T04:30Z", 60, false, TestName = "A day without hours")]
    [TestCase("2026-03-11T04:30Z", 60, false, TestName = "A day off instead of the weekly hours")]
    [TestCase("2026-03-12T08:30Z", 60, true, TestName = "Hours of a single date")]
    public void Hours_are_those_of_the_mentors_clock(string start, int minutes, bool offered) =>
        Availability.IsOffered(Kolkata(), DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromMinutes(minutes), [], Now)
            .Should().Be(offered);

    [Test]
    public void When_clocks_go_forward_the_hour_that_is_missing_is_not_offered_and_the_others_move()
    {
        var schedule = new Schedule(1, "Europe/Berlin");
        schedule.Replace(new("Europe/Berlin", 0, 0, 0, 180, null, [new(7, 60, 240)], []), Now);
        // Sunday, 29 March 2026: from 02:00 to 03:00 there is no time in Berlin.
        var midnight = new DateTimeOffset(2026, 3, 29, 0, 0, 0, TimeSpan.Zero);
        Availability.IsOffered(schedule, midnight, TimeSpan.FromHours(2), [], Now).Should().BeTrue("01:00 and 03:00 follow each other");
        Availability.IsOffered(schedule, midnight.AddHours(2), TimeSpan.FromMinutes(15), [], Now).Should().BeFalse("it is four o'clock already");
    }

    private static Schedule Kolkata()
    {
        var schedule = new Schedule(1, "Asia/Kolkata");
        schedule.Replace(
            new("Asia/Kolkata", 0, 0, 60, 30, null, [new(3, 600, 750)], [new(new DateOnly(2026, 3, 11), 0, 0), new(new DateOnly(2026, 3, 12), 840, 900)]), Now);
        return schedule;
    }
}
