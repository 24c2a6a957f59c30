using CsCheck;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Tests.Bookings;

public sealed class BookingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Start = Now.AddDays(3);

    [Test]
    public void A_new_booking_asks_the_wallet_to_hold_its_price_and_takes_the_mentor_with_his_buffers()
    {
        var booking = Open();

        (booking.Status, booking.Ask).Should().Be((BookingStatus.Holding, WalletAsk.Hold));
        booking.DueAt.Should().Be(Now + Booking.AskAgainAfter);
        (booking.BusyFrom, booking.StartAt, booking.EndAt, booking.BusyUntil)
            .Should().Be((Start.AddMinutes(-5), Start, Start.AddMinutes(30), Start.AddMinutes(45)));
    }

    [Test]
    public void A_request_has_to_be_answered_within_48_hours_or_before_the_notice_whichever_is_first()
    {
        Open().AnswerBy.Should().Be(Now.AddHours(48));
        Open(Now.AddHours(10)).AnswerBy.Should().Be(Now.AddHours(8), "two hours are the mentor's notice");
    }

    [Test]
    public void A_mentor_does_not_see_what_is_no_request_yet()
    {
        var booking = Open();
        booking.SideOf(Mentor).Should().BeNull();
        booking.MarkHeld(Now);
        booking.SideOf(Mentor).Should().Be(BookingSide.Mentor);
        booking.SideOf(99).Should().BeNull();
    }

    [Test]
    public void Only_the_mentor_answers_and_only_in_time()
    {
        Requested().Accept(BookingSide.Mentee, Now).Should().Be(BookingErrors.NotYours);
        Requested().Decline(BookingSide.Mentee, null, "r", Now).Should().Be(BookingErrors.NotYours);
        Requested().Accept(BookingSide.Mentor, Now.AddHours(48)).Should().Be(BookingErrors.TooLate);
        Requested().Accept(BookingSide.Mentor, Now.AddHours(48).AddTicks(-1)).Should().BeNull();
    }

    [Test]
    public void What_is_declined_or_expired_releases_everything()
    {
        var declined = Requested();
        declined.Decline(BookingSide.Mentor, "On leave", "r", Now).Should().BeNull();
        (declined.Status, declined.Ask, declined.Charge).Should().Be((BookingStatus.Declined, WalletAsk.Release, Money.Zero));

        var expired = Requested();
        expired.Expire(expired.AnswerBy.AddTicks(-1)).Should().BeFalse();
        expired.Expire(expired.AnswerBy).Should().BeTrue();
        (expired.Status, expired.Ask, expired.Charge).Should().Be((BookingStatus.Expired, WalletAsk.Release, Money.Zero));
    }

    [Test]
    public void What_was_dropped_leaves_nothing_to_ask()
    {
        var booking = Open();
        booking.Drop(Now).Should().BeTrue();
        (booking.Status, booking.Ask, booking.DueAt).Should().Be((BookingStatus.Dropped, null, null));
        booking.MarkHeld(Now).Should().BeFalse();
        booking.Status.Should().Be(BookingStatus.Dropped);
    }

    [TestCase(0, 100)]
    [TestCase(47, 100)]
    [TestCase(48, 100, TestName = "Exactly 24 h before the start it is free")]
    [TestCase(48.01, 50)]
    [TestCase(70, 50, TestName = "Exactly 2 h before the start half comes back")]
    [TestCase(70.01, 0)]
    [TestCase(71.9, 0)]
    public void What_a_mentees_cancellation_gives_back_depends_on_the_hour(double hoursLater, int percent)
    {
        var booking = Confirmed();
        booking.Cancel(BookingSide.Mentee, null, "r", Now.AddHours(hoursLater)).Should().BeNull();
        booking.Charge.Should().Be(booking.Price - Money.Round(booking.Price.Amount * percent / 100));
        booking.Ask.Should().Be(percent == 100 ? WalletAsk.Release : WalletAsk.Capture);
    }

    [Test]
    public void A_mentor_who_cancels_gives_everything_back_at_any_time()
    {
        var booking = Confirmed();
        booking.Cancel(BookingSide.Mentor, null, "r", booking.StartAt.AddMinutes(5)).Should().BeNull();
        booking.Charge.Should().Be(Money.Zero);
    }

    [Test]
    public void A_session_that_has_begun_is_not_cancelled_by_its_mentee() =>
        Confirmed().Cancel(BookingSide.Mentee, null, "r", Start).Should().Be(BookingErrors.TooLate);

    [Test]
    public void The_preview_is_what_then_happens() => Gen.Select(Gen.Long[100, 10_000_00], Gen.Int[0, 80 * 60], Gen.Bool, Gen.Bool).Sample(
        (paise, minutesLater, byMentor, isConfirmed) =>
        {
            var booking = isConfirmed ? Confirmed(Money.FromPaise(paise)) : Requested(Money.FromPaise(paise));
            var (side, at) = (byMentor ? BookingSide.Mentor : BookingSide.Mentee, Now.AddMinutes(minutesLater));
            var preview = booking.CancellationTerms(side, at);
            var refusal = booking.Cancel(side, null, "r", at);
            return preview.IsFailure
                ? refusal == preview.Error
                : refusal is null && booking.Charge == preview.Value.Charge && preview.Value.Charge + preview.Value.Refund == booking.Price;
        },
        iter: 2_000);

    [Test]
    public void Terms_hold_until_they_say_they_change()
    {
        var booking = Confirmed();
        var terms = booking.CancellationTerms(BookingSide.Mentee, Now).Value;
        booking.CancellationTerms(BookingSide.Mentee, terms.ChangesAt!.Value).Value.RefundPercent.Should().Be(terms.RefundPercent);
        booking.CancellationTerms(BookingSide.Mentee, terms.ChangesAt.Value.AddTicks(1)).Value.RefundPercent.Should().Be(50);
    }

    [Test]
    public void After_its_end_one_word_completes_a_session_and_before_it_both_are_needed()
    {
        var late = Confirmed();
        late.Complete(BookingSide.Mentor, "r", late.EndAt).Value.Should().BeTrue();
        (late.Status, late.Ask, late.Charge).Should().Be((BookingStatus.Completed, WalletAsk.Capture, late.Price));

        var early = Confirmed();
        early.Complete(BookingSide.Mentor, "r", Now).Value.Should().BeFalse();
        early.Complete(BookingSide.Mentor, "r", Now).Value.Should().BeFalse("one can't agree with himself");
        early.Status.Should().Be(BookingStatus.Confirmed);
        early.Complete(BookingSide.Mentee, "r", Now).Value.Should().BeTrue();
    }

    [Test]
    public void Silence_for_a_day_completes_a_session()
    {
        var booking = Confirmed();
        booking.CompleteBySilence(booking.EndAt.AddHours(24).AddTicks(-1)).Should().BeFalse();
        booking.CompleteBySilence(booking.EndAt.AddHours(24)).Should().BeTrue();
        booking.ClosedBy.Should().Be(BookingSide.System);
    }

    [Test]
    public void A_mentee_who_stays_away_pays_and_a_mentor_who_does_is_not_paid()
    {
        Confirmed().ReportNoShow(BookingSide.Mentor, "r", Start.AddMinutes(9)).Should().Be(BookingErrors.TooEarly);

        var waited = Confirmed();
        waited.ReportNoShow(BookingSide.Mentor, "r", Start.AddMinutes(10)).Should().BeNull();
        (waited.Ask, waited.Charge).Should().Be((WalletAsk.Capture, waited.Price));

        var stoodUp = Confirmed();
        stoodUp.ReportNoShow(BookingSide.Mentee, "r", Start.AddMinutes(10)).Should().BeNull();
        (stoodUp.Ask, stoodUp.Charge).Should().Be((WalletAsk.Release, Money.Zero));
    }

    [Test]
    public void A_mentee_moves_a_booking_twice_while_cancelling_would_be_free_and_the_mentor_accepts_again()
    {
        var booking = Confirmed();
        booking.Reschedule(BookingSide.Mentor, At(Start.AddDays(1)), Now).Should().Be(BookingErrors.NotYours);
        booking.Reschedule(BookingSide.Mentee, At(Start.AddDays(1)), Start.AddHours(-23)).Should().Be(BookingErrors.TooLate);
        booking.Reschedule(BookingSide.Mentee, At(Start.AddDays(1)), Now).Should().BeNull();
        (booking.Status, booking.StartAt, booking.EndAt).Should().Be((BookingStatus.Requested, Start.AddDays(1), Start.AddDays(1).AddMinutes(30)));
        booking.Reschedule(BookingSide.Mentee, At(Start.AddDays(2)), Now).Should().BeNull();
        booking.Reschedule(BookingSide.Mentee, At(Start), Now).Should().Be(BookingErrors.RescheduledTooOften);
    }

    [Test]
    public void The_hold_outlasts_every_session_it_can_be_moved_to()
    {
        var booking = Confirmed();
        booking.Reschedule(BookingSide.Mentee, At(booking.HoldExpiresAt), Now).Should().Be(BookingErrors.SlotUnavailable);
        booking.Reschedule(BookingSide.Mentee, At(Start.AddDays(27)), Now).Should().BeNull();
        (booking.EndAt + Booking.CompleteAfter).Should().BeBefore(booking.HoldExpiresAt);
    }

    [Test]
    public void A_booking_that_is_over_takes_nothing_more()
    {
        foreach (var end in (Action<Booking>[])[
            booking => booking.Cancel(BookingSide.Mentee, null, "r", Now),
            booking => booking.Complete(BookingSide.Mentee, "r", booking.EndAt),
            booking => booking.ReportNoShow(BookingSide.Mentee, "r", booking.EndAt),
        ])
        {
            var booking = Confirmed();
            end(booking);
            booking.IsOpen.Should().BeFalse();
            booking.Accept(BookingSide.Mentor, Now)!.Code.Should().Be("mentoring.booking_wrong_status");
            booking.Decline(BookingSide.Mentor, null, "s", Now)!.Code.Should().Be("mentoring.booking_wrong_status");
            booking.Cancel(BookingSide.Mentor, null, "s", Now)!.Code.Should().Be("mentoring.booking_wrong_status");
            booking.Complete(BookingSide.Mentor, "s", booking.EndAt).Error!.Code.Should().Be("mentoring.booking_wrong_status");
            booking.ReportNoShow(BookingSide.Mentor, "s", booking.EndAt)!.Code.Should().Be("mentoring.booking_wrong_status");
            booking.Reschedule(BookingSide.Mentee, At(Start), Now)!.Code.Should().Be("mentoring.booking_wrong_status");
            booking.Expire(Now.AddYears(1)).Should().BeFalse();
            booking.CompleteBySilence(Now.AddYears(1)).Should().BeFalse();
        }
    }

    [Test]
    public void A_refused_payment_is_asked_for_again_under_another_reference()
    {
        var booking = Confirmed();
        booking.Complete(BookingSide.Mentor, "r", booking.EndAt);
        var first = booking.AskReference;
        booking.PutOff(WalletAsk.Capture, 0, Now);
        booking.PutOff(WalletAsk.Capture, 0, Now);
        booking.Refusals.Should().Be(1, "the same refusal counts once, whoever heard of it");
        booking.AskReference.Should().Be($"{first}:2");
        booking.MarkSettled(WalletAsk.Capture, Money.Rupees(1));
        (booking.Ask, booking.DueAt).Should().Be((null, null));
    }

    [TestCase("https://meet.google.com/abc-defg-hij", true)]
    [TestCase("https://us02web.zoom.us/j/123?pwd=x", true)]
    [TestCase("https://teams.microsoft.com/l/meetup-join/19", true)]
    [TestCase("http://meet.google.com/abc", false)]
    [TestCase("https://meet.google.com:8443/abc", false)]
    [TestCase("https://user@meet.google.com/abc", false)]
    [TestCase("https://evilzoom.us/j/1", false)]
    [TestCase("https://zoom.us.evil.example/j/1", false)]
    [TestCase("https://127.0.0.1/zoom.us", false)]
    [TestCase("https://[::1]/zoom.us", false)]
    [TestCase(@"https://evil.example\@zoom.us/", false)]
    [TestCase("javascript:alert(1)//zoom.us", false)]
    [TestCase("zoom.us/j/1", false)]
    public void A_meeting_link_leads_to_a_known_host(string link, bool allowed) => MeetingLink.IsAllowed(link).Should().Be(allowed);

    private const long Mentor = 1;
    private const long Mentee = 2;

    private static Booking Open(DateTimeOffset? start = null, Money? price = null)
    {
        // Sixty minutes' rate for half an hour: the price is half of it.
        var rate = price is null ? Money.Rupees(799.98m) : Money.FromPaise(price.Value.Paise * 2);
        var quote = new Quote(Mentor, Mentee, Price.Of(new PriceTerms(rate, 30, 100, 0, null, 15, 18)), null, Now);
        return new Booking(quote, At(start ?? Start), Urgency.Casual, null, "request", Now);
    }

    private static BookedTime At(DateTimeOffset start) => new(start, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(2));

    private static Booking Requested(Money? price = null)
    {
        var booking = Open(price: price);
        booking.MarkHeld(Now).Should().BeTrue();
        return booking;
    }

    private static Booking Confirmed(Money? price = null)
    {
        var booking = Requested(price);
        booking.Accept(BookingSide.Mentor, Now).Should().BeNull();
        return booking;
    }
}
