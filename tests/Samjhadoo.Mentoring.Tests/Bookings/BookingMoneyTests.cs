using Samjhadoo.Testing;

namespace Samjhadoo.Mentoring.Tests.Bookings;

/// <summary>Where the money is at each end a booking can come to: both wallets, commission and GST, to the paisa.</summary>
public sealed class BookingMoneyTests
{
    // ₹800 an hour for 25 minutes: 333.33, of which 50.00 are commission and 9.00 GST on it.
    private const decimal Price = 333.33m;

    [Test]
    public async Task A_completed_session_pays_the_mentor_less_commission_and_gst()
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        await Desk.AgeAsync(id, TimeSpan.FromDays(4));

        var done = await mentor.PostAsync($"/bookings/{id}/complete");

        done.Status.Should().Be(200, done.Text);
        (done["status"].GetString(), done["charge"].GetDecimal()).Should().Be(("COMPLETED", Price));
        (await mentee.MoneyAsync()).Should().Be((1_000m - Price, 0m));
        (await mentor.MoneyAsync()).Should().Be((274.33m, 0m));
        (await Desk.PostedAsync(id, "COMMISSION")).Should().Be(50.00m);
        (await Desk.PostedAsync(id, "GST_PAYABLE")).Should().Be(9.00m);
        (await mentee.GetAsync($"/bookings/{id}"))["booking"].GetProperty("isSettled").GetBoolean().Should().BeTrue();
        await Eventually.ValueAsync(() => Academy.ReadAsync<int>("select total_sessions from mentor_profiles where user_id = @Id", new { mentor.Id }), count => count == 1);
        (await mentee.GetAsync("/bookings/counts"))["completedAsMentee"].GetInt64().Should().Be(1);
        (await mentor.GetAsync("/bookings/counts"))["completedAsMentor"].GetInt64().Should().Be(1);
        (await RequestBookingTests.NoticesAsync(id, "booking.completed")).Should().BeEquivalentTo([mentor.Id, mentee.Id]);
    }

    [Test]
    public async Task Two_who_met_earlier_complete_it_together()
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        (await mentor.PostAsync($"/bookings/{id}/complete"))["status"].GetString().Should().Be("CONFIRMED");
        (await mentor.MoneyAsync()).Balance.Should().Be(0);
        (await mentee.PostAsync($"/bookings/{id}/complete"))["status"].GetString().Should().Be("COMPLETED");
        (await mentor.MoneyAsync()).Balance.Should().Be(274.33m);
    }

    [Test]
    public async Task Silence_for_a_day_after_the_end_pays_the_mentor()
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        await Desk.AgeAsync(id, TimeSpan.FromDays(4.5));
        await Desk.SweepAsync();
        (await Desk.StatusAsync(id)).Should().Be("COMPLETED");
        (await mentor.MoneyAsync()).Balance.Should().Be(274.33m);
        (await mentee.MoneyAsync()).Should().Be((1_000m - Price, 0m));
    }

    [Test]
    public async Task What_is_declined_gives_everything_back()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(1_000));
        var id = await Desk.RequestedAsync(mentee, mentor, minutes: 25);
        (await mentee.PostAsync($"/bookings/{id}/decline", new { })).Code.Should().Be("mentoring.booking_other_side");
        (await mentor.PostAsync($"/bookings/{id}/decline", new { reason = "On leave" }))["status"].GetString().Should().Be("DECLINED");
        (await mentee.MoneyAsync()).Should().Be((1_000m, 0m));
        (await mentor.PostAsync($"/bookings/{id}/accept")).Code.Should().Be("mentoring.booking_wrong_status");
    }

    [Test]
    public async Task A_request_nobody_answers_expires_and_gives_everything_back()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(1_000));
        var id = await Desk.RequestedAsync(mentee, mentor, minutes: 25);
        await Desk.AgeAsync(id, TimeSpan.FromHours(49));
        (await mentor.PostAsync($"/bookings/{id}/accept")).Code.Should().BeOneOf("mentoring.booking_too_late", "mentoring.booking_wrong_status");
        await Desk.SweepAsync();
        (await Desk.StatusAsync(id)).Should().Be("EXPIRED");
        (await mentee.MoneyAsync()).Should().Be((1_000m, 0m));
    }

    // 72 hours ahead when booked; so many hours pass before it is cancelled.
    [TestCase(0, 100)]
    [TestCase(49, 50)]
    [TestCase(71, 0)]
    public async Task Cancelling_costs_what_the_preview_said(int hoursLater, int refundPercent)
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        await Desk.AgeAsync(id, TimeSpan.FromHours(hoursLater));

        var preview = await mentee.GetAsync($"/bookings/{id}/cancellation-preview");
        preview["refundPercent"].GetInt32().Should().Be(refundPercent);
        var (refund, charge) = (preview["refund"].GetDecimal(), preview["charge"].GetDecimal());
        (refund + charge).Should().Be(Price);

        var cancelled = await mentee.PostAsync($"/bookings/{id}/cancel", new { reason = "Ill" });
        (cancelled["status"].GetString(), cancelled["charge"].GetDecimal()).Should().Be(("CANCELLED", charge));
        (await mentee.MoneyAsync()).Should().Be((1_000m - charge, 0m));
        var (commission, gst) = (await Desk.PostedAsync(id, "COMMISSION"), await Desk.PostedAsync(id, "GST_PAYABLE"));
        (commission, gst).Should().Be((decimal.Round(charge * 0.15m, 2, MidpointRounding.ToEven), decimal.Round(commission * 0.18m, 2, MidpointRounding.ToEven)));
        (await mentor.MoneyAsync()).Balance.Should().Be(charge - commission - gst);
        (await mentee.PostAsync($"/bookings/{id}/cancel", new { })).Code.Should().Be("mentoring.booking_wrong_status");
    }

    [Test]
    public async Task A_mentor_who_cancels_late_gives_everything_back()
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        await Desk.AgeAsync(id, TimeSpan.FromHours(71));
        (await mentor.GetAsync($"/bookings/{id}/cancellation-preview"))["refundPercent"].GetInt32().Should().Be(100);
        (await mentor.PostAsync($"/bookings/{id}/cancel", new { })).Status.Should().Be(200);
        (await mentee.MoneyAsync()).Should().Be((1_000m, 0m));
    }

    [TestCase(true, 1)]
    [TestCase(false, 0)]
    public async Task Who_does_not_come_bears_the_cost(bool menteeStayedAway, int paid)
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        var waiting = menteeStayedAway ? mentor : mentee;
        (await waiting.PostAsync($"/bookings/{id}/no-show")).Code.Should().Be("mentoring.booking_too_early");
        await Desk.AgeAsync(id, TimeSpan.FromHours(73));
        (await waiting.PostAsync($"/bookings/{id}/no-show"))["status"].GetString().Should().Be("NO_SHOW");
        (await mentee.MoneyAsync()).Should().Be((1_000m - (paid * Price), 0m));
        (await mentor.MoneyAsync()).Balance.Should().Be(paid * 274.33m);
    }

    [Test]
    public async Task A_moved_booking_keeps_price_and_hold_and_frees_the_old_slot()
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        var other = await Desk.MenteeAsync();
        var moved = await mentee.PostAsync($"/bookings/{id}/reschedule", new { startAt = Desk.Day(5) });
        moved.Status.Should().Be(200, moved.Text);
        (moved["status"].GetString(), moved["startAt"].GetDateTimeOffset(), moved["price"].GetDecimal()).Should().Be(("REQUESTED", Desk.Day(5), Price));
        (await mentee.MoneyAsync()).Held.Should().Be(Price);
        (await other.BookAsync(mentor, Desk.Day(3))).Status.Should().Be(201);
        (await other.BookAsync(mentor, Desk.Day(5))).Code.Should().Be("mentoring.slot_taken");

        (await mentor.PostAsync($"/bookings/{id}/accept")).Status.Should().Be(200);
        (await mentee.PostAsync($"/bookings/{id}/reschedule", new { startAt = Desk.Day(3) })).Code.Should().Be("mentoring.slot_taken");
        (await mentee.PostAsync($"/bookings/{id}/reschedule", new { startAt = Desk.Day(5).AddMinutes(15) })).Status.Should().Be(200, "a booking is not in its own way");
        (await mentor.PostAsync($"/bookings/{id}/reschedule", new { startAt = Desk.Day(6) })).Code.Should().Be("mentoring.booking_other_side");
        (await mentee.PostAsync($"/bookings/{id}/reschedule", new { startAt = Desk.Day(6) })).Code.Should().Be("mentoring.rescheduled_too_often");
    }

    [Test]
    public async Task The_price_agreed_stays_whatever_the_mentor_asks_later()
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        await Academy.ExecuteAsync("update mentor_profiles set hourly_rate = 5000 where user_id = @Id", new { mentor.Id });
        (await mentee.GetAsync($"/bookings/{id}"))["price"].GetProperty("total").GetDecimal().Should().Be(Price);
        var rewrite = () => Academy.ExecuteAsync("update price_snapshots set total = 1 where booking_id = @id", new { id });
        await rewrite.Should().ThrowAsync<Npgsql.PostgresException>();
    }

    [Test]
    public async Task Cancelling_and_completing_at_once_end_in_one_of_the_two_and_move_the_money_once()
    {
        var (mentor, mentee, id) = await ConfirmedAsync();
        await Desk.AgeAsync(id, TimeSpan.FromDays(4));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => i % 2 == 0
            ? mentor.PostAsync($"/bookings/{id}/cancel", new { })
            : mentee.PostAsync($"/bookings/{id}/complete")));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Where(answer => answer.Status != 200).Should().OnlyContain(answer => answer.Code == "mentoring.booking_wrong_status");
        var paid = await Desk.StatusAsync(id) == "COMPLETED" ? 1 : 0;
        (await mentee.MoneyAsync()).Should().Be((1_000m - (paid * Price), 0m));
        (await mentor.MoneyAsync()).Balance.Should().Be(paid * 274.33m);
    }

    private static async Task<(Party Mentor, Party Mentee, long Id)> ConfirmedAsync()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(rate: 800), await Desk.MenteeAsync(1_000));
        return (mentor, mentee, await Desk.ConfirmedAsync(mentee, mentor, minutes: 25));
    }
}
