using Samjhadoo.Mentoring.Tests.Bookings;

namespace Samjhadoo.Mentoring.Tests.Pricing;

public sealed class RequestQuoteTests
{
    [Test]
    public async Task A_quote_explains_every_line_and_who_gets_the_money()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(rate: 800), await Desk.MenteeAsync(community: "STUDENT", cityTier: 3));

        var answer = await mentee.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes = 30 });

        answer.Status.Should().Be(201, answer.Text);
        var price = answer["price"];
        price.GetProperty("lines").EnumerateArray().Select(line => (line.GetProperty("kind").GetString(), line.GetProperty("amount").GetDecimal()))
            .Should().Equal(("BASE", 400m), ("REGIONAL", -80m), ("COMMUNITY", -96m), ("PROMOTION", 0m));
        price.GetProperty("total").GetDecimal().Should().Be(224m);
        price.GetProperty("shares").EnumerateArray().Select(line => (line.GetProperty("kind").GetString(), line.GetProperty("amount").GetDecimal()))
            .Should().Equal(("COMMISSION", 33.60m), ("GST", 6.05m), ("MENTOR_EARNS", 184.35m));

        var read = await mentee.GetAsync($"/pricing/quotes/{answer["id"]}");
        read.Json.GetRawText().Should().Be(answer.Json.GetRawText());
    }

    [Test]
    public async Task A_community_that_nobody_verified_and_a_mentor_who_opted_out_give_no_discount()
    {
        var mentor = await Desk.MentorAsync();
        var unverified = await Desk.MenteeAsync(community: "FARMER", verified: false);
        (await unverified.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes = 60 }))["price"].GetProperty("total").GetDecimal().Should().Be(800m);

        await Academy.ExecuteAsync("update mentor_profiles set community_discount = false where user_id = @Id", new { mentor.Id });
        var farmer = await Desk.MenteeAsync(community: "FARMER");
        (await farmer.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes = 60 }))["price"].GetProperty("total").GetDecimal().Should().Be(800m);
    }

    [TestCase(12)]
    [TestCase(5)]
    [TestCase(125)]
    [TestCase(-30)]
    public async Task Minutes_that_can_not_be_booked_are_refused(int minutes)
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(money: 0));
        var answer = await mentee.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes });
        answer.Status.Should().Be(400);
        answer.Text.Should().Contain("/minutes");
    }

    [Test]
    public async Task Nobody_is_his_own_mentor_and_who_is_no_mentor_or_pauses_can_not_be_booked()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(money: 0));
        (await mentor.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes = 30 })).Code.Should().Be("mentoring.self_booking");
        (await mentor.PostAsync("/pricing/quotes", new { mentorId = mentee.Id, minutes = 30 })).Code.Should().Be("mentoring.mentor_unavailable");
        await Academy.ExecuteAsync("update mentor_profiles set paused_at = now() where user_id = @Id", new { mentor.Id });
        (await mentee.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes = 30 })).Code.Should().Be("mentoring.mentor_unavailable");
    }

    [Test]
    public async Task A_quote_is_its_mentees_alone()
    {
        var (mentor, mentee, other) = (await Desk.MentorAsync(), await Desk.MenteeAsync(money: 0), await Desk.MenteeAsync());
        var id = await mentee.QuoteAsync(mentor);
        (await other.GetAsync($"/pricing/quotes/{id}")).Code.Should().Be("mentoring.quote_not_found");
        (await other.PostAsync("/bookings", new { quoteId = id, startAt = Desk.Day(3) })).Code.Should().Be("mentoring.quote_expired");
    }
}
