using System.Net.Http.Json;
using Dapper;
using Npgsql;
using Samjhadoo.Testing;

namespace Samjhadoo.Mentoring.Tests.Bookings;

public sealed class RequestBookingTests
{
    [Test]
    public async Task A_request_takes_the_slot_holds_the_price_and_tells_both()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(rate: 800), await Desk.MenteeAsync(money: 1_000));

        var answer = await mentee.PostAsync(
            "/bookings", new { quoteId = await mentee.QuoteAsync(mentor), startAt = Desk.Day(3), urgency = "SOON", topic = "System design" });

        answer.Status.Should().Be(201, answer.Text);
        (answer["status"].GetString(), answer["urgency"].GetString(), answer["price"].GetDecimal()).Should().Be(("REQUESTED", "SOON", 400m));
        (await mentee.MoneyAsync()).Should().Be((1_000m, 400m));

        var id = answer["id"].GetInt64();
        var seen = await mentor.GetAsync($"/bookings/{id}");
        seen["booking"].GetProperty("topic").GetString().Should().Be("System design");
        seen["price"].GetProperty("total").GetDecimal().Should().Be(400m);
        (await mentor.GetAsync("/bookings?side=MENTOR&status=REQUESTED")).Items.Should().ContainSingle();
        (await mentee.GetAsync("/bookings?side=MENTOR")).Items.Should().BeEmpty();
        (await NoticesAsync(id, "booking.requested")).Should().BeEquivalentTo([mentor.Id, mentee.Id]);
    }

    [Test]
    public async Task A_slot_that_somebody_has_is_a_clean_conflict_and_holds_nothing()
    {
        var mentor = await Desk.MentorAsync(bufferAfter: 15);
        var (asha, divya) = (await Desk.MenteeAsync(), await Desk.MenteeAsync());
        await Desk.RequestedAsync(asha, mentor, Desk.Day(3));

        var taken = await divya.BookAsync(mentor, Desk.Day(3).AddMinutes(30));
        (taken.Status, taken.Code).Should().Be((409, "mentoring.slot_taken"), "the mentor's pause of 15 minutes belongs to the booking");
        (await divya.MoneyAsync()).Held.Should().Be(0);
        (await divya.BookAsync(mentor, Desk.Day(3).AddMinutes(45))).Status.Should().Be(201);
    }

    [Test]
    public async Task A_slot_is_free_again_once_its_booking_is_over()
    {
        var mentor = await Desk.MentorAsync();
        var (asha, divya) = (await Desk.MenteeAsync(), await Desk.MenteeAsync());
        var id = await Desk.RequestedAsync(asha, mentor, Desk.Day(3));
        (await asha.PostAsync($"/bookings/{id}/cancel", new { })).Status.Should().Be(200);
        (await divya.BookAsync(mentor, Desk.Day(3))).Status.Should().Be(201);
    }

    [Test]
    public async Task Who_can_not_pay_gets_the_wallets_words_and_leaves_the_slot_and_the_quote_free()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(rate: 800), await Desk.MenteeAsync(money: 100));
        var quoteId = await mentee.QuoteAsync(mentor);
        var body = new { quoteId, startAt = Desk.Day(3) };
        var key = Guid.NewGuid().ToString("N");

        var poor = await mentee.PostAsync("/bookings", body, key);
        (poor.Status, poor.Code).Should().Be((422, "wallet.insufficient_funds"));
        (await mentee.PostAsync("/bookings", body, key)).Text.Should().Be(poor.Text, "the same key gets the same answer");

        await TestMoney.FundAsync(Academy.Host.Database, mentee.Id, 300);
        (await mentee.PostAsync("/bookings", body)).Status.Should().Be(201);
        (await mentor.GetAsync("/bookings")).Items.Should().ContainSingle("what was dropped is not the mentor's to see");
    }

    [Test]
    public async Task A_repetition_with_its_key_is_the_same_booking()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var body = new { quoteId = await mentee.QuoteAsync(mentor), startAt = Desk.Day(3) };
        var key = Guid.NewGuid().ToString("N");
        var first = await mentee.PostAsync("/bookings", body, key);
        var again = await mentee.PostAsync("/bookings", body, key);
        again.Text.Should().Be(first.Text);
        (await mentee.PostAsync("/bookings", body)).Code.Should().BeOneOf("mentoring.quote_used", "mentoring.slot_taken");
        using var keyless = await mentee.Client.PostAsync("/api/v1/bookings", JsonContent.Create(body));
        ((int)keyless.StatusCode).Should().Be(400, "money moves, so a key is needed");
    }

    [Test]
    public async Task A_quote_is_good_for_one_booking_and_for_a_quarter_of_an_hour()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var used = await mentee.QuoteAsync(mentor);
        (await mentee.PostAsync("/bookings", new { quoteId = used, startAt = Desk.Day(3) })).Status.Should().Be(201);
        (await mentee.PostAsync("/bookings", new { quoteId = used, startAt = Desk.Day(4) })).Code.Should().Be("mentoring.quote_used");

        var old = await mentee.QuoteAsync(mentor);
        await Academy.ExecuteAsync("update quotes set expires_at = now() - interval '1 second' where id = @old", new { old });
        (await mentee.PostAsync("/bookings", new { quoteId = old, startAt = Desk.Day(5) })).Code.Should().Be("mentoring.quote_expired");
    }

    [Test]
    public async Task A_time_the_mentor_does_not_offer_is_refused()
    {
        var closed = await Desk.MentorAsync(alwaysOpen: false);
        var mentee = await Desk.MenteeAsync();
        (await mentee.BookAsync(closed, Desk.Day(3))).Code.Should().Be("mentoring.slot_unavailable");

        var careful = await Desk.MentorAsync(notice: 180, windowDays: 10);
        (await mentee.BookAsync(careful, Desk.Day(2 / 24.0))).Code.Should().Be("mentoring.slot_unavailable", "it is too soon");
        (await mentee.BookAsync(careful, Desk.Day(12))).Code.Should().Be("mentoring.slot_unavailable", "it is too far");
        (await mentee.BookAsync(careful, Desk.Day(-1))).Code.Should().Be("mentoring.slot_unavailable", "it is over");

        var capped = await Desk.MentorAsync(cap: 1, zone: "UTC");
        var day = Desk.Day(3).AddTicks(-(Desk.Day(3).UtcTicks % TimeSpan.TicksPerDay));
        (await mentee.BookAsync(capped, day.AddHours(9))).Status.Should().Be(201);
        (await mentee.BookAsync(capped, day.AddHours(15))).Code.Should().Be("mentoring.slot_unavailable", "one a day is enough");
        (await mentee.BookAsync(capped, day.AddHours(33))).Status.Should().Be(201);
    }

    [TestCase("2026-03-01T10:02:00Z")]
    [TestCase("2026-03-01T10:00:00.001Z")]
    public async Task Sessions_start_on_five_minutes(string startAt)
    {
        var mentee = await Desk.MenteeAsync(money: 0);
        var answer = await mentee.PostAsync("/bookings", new { quoteId = 1, startAt });
        answer.Status.Should().Be(400);
        answer.Text.Should().Contain("/startAt");
    }

    [Test]
    public async Task Fifty_who_want_one_slot_at_once_are_one_booking_and_49_clean_conflicts_and_no_hold_is_left()
    {
        var mentor = await Desk.MentorAsync();
        var mentees = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Desk.MenteeAsync()));
        var quotes = await Task.WhenAll(mentees.Select(mentee => mentee.QuoteAsync(mentor)));
        var startAt = Desk.Day(3);

        var answers = await Task.WhenAll(mentees.Select((mentee, i) => mentee.PostAsync("/bookings", new { quoteId = quotes[i], startAt })));

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Status == 409 && answer.Code == "mentoring.slot_taken");
        (await Desk.WalletAsync<decimal>("select sum(held) from wallets where user_id = any (@ids)", new { ids = mentees.Select(mentee => mentee.Id).ToArray() }))
            .Should().Be(400m, "one price is held, once");
        (await Academy.ReadAsync<long>("select count(*) from bookings where mentor_id = @Id", new { mentor.Id })).Should().Be(1);
    }

    [Test]
    public async Task The_database_itself_refuses_two_bookings_of_one_time()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var first = await Desk.RequestedAsync(mentee, mentor, Desk.Day(3));
        var second = await Desk.RequestedAsync(mentee, mentor, Desk.Day(4));
        var overlap = () => Academy.ExecuteAsync(
            """
            update bookings b
            set start_at = o.start_at + interval '15 min', end_at = o.end_at + interval '15 min',
                busy_from = o.busy_from + interval '15 min', busy_until = o.busy_until + interval '15 min'
            from bookings o
            where b.id = @second and o.id = @first
            """,
            new { first, second });
        (await overlap.Should().ThrowAsync<PostgresException>()).Which.ConstraintName.Should().Be("ex_bookings_slot");
    }

    internal static async Task<IReadOnlyList<long>> NoticesAsync(long bookingId, string type)
    {
        await using var connection = await Academy.Host.Database.OpenAsync();
        return [.. await connection.QueryAsync<long>(
            """
            select (payload::jsonb ->> 'userId')::bigint
            from mentoring.outbox_messages
            where payload::jsonb ->> 'link' = @link and payload::jsonb ->> 'type' = @type
            """,
            new { link = $"/bookings/{bookingId}", type })];
    }
}
