using Samjhadoo.Mentoring.Tests.Bookings;

namespace Samjhadoo.Mentoring.Tests.PromoCodes;

public sealed class PromoCodeTests
{
    private static int _number;

    [Test]
    public async Task A_code_makes_a_session_cheaper_once_a_user_and_comes_back_when_the_booking_comes_to_nothing()
    {
        var code = await CreateAsync(new { percent = 50, maxDiscount = 100 });
        var (mentor, mentee) = (await Desk.MentorAsync(rate: 800), await Desk.MenteeAsync());

        var booked = await mentee.BookAsync(mentor, Desk.Day(3), 30, code.Name.ToLowerInvariant());
        booked["price"].GetDecimal().Should().Be(300m, "half of ₹400 is more than ₹100");
        (await mentee.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes = 30, promoCode = code.Name })).Code.Should().Be("mentoring.promo_code_used_up");
        (await RedeemedAsync(code.Id)).Should().Be(1);

        (await mentor.PostAsync($"/bookings/{booked["id"]}/decline", new { reason = "On leave" })).Status.Should().Be(200);
        (await RedeemedAsync(code.Id)).Should().Be(0);
        (await mentee.QuoteAsync(mentor, 30, code.Name)).Should().BePositive();
    }

    [Test]
    public async Task The_last_redemption_goes_to_one_of_many_who_want_it_at_once()
    {
        var code = await CreateAsync(new { amount = 50, maxRedemptions = 1 });
        var mentor = await Desk.MentorAsync();
        var mentees = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Desk.MenteeAsync()));
        var quotes = await Task.WhenAll(mentees.Select(mentee => mentee.QuoteAsync(mentor, 30, code.Name)));

        var answers = await Task.WhenAll(mentees.Select((mentee, i) => mentee.PostAsync("/bookings", new { quoteId = quotes[i], startAt = Desk.Day(2).AddHours(i) })));

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "mentoring.promo_code_used_up");
        (await RedeemedAsync(code.Id)).Should().Be(1);
    }

    [Test]
    public async Task A_code_that_is_off_over_or_unknown_is_refused()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(money: 0));
        var admin = await Desk.PartyAsync("ADMIN");
        var code = await CreateAsync(new { percent = 10 });
        (await admin.PatchAsync($"/admin/promo-codes/{code.Id}", new { isActive = false })).Status.Should().Be(200);
        var over = await CreateAsync(new { percent = 10, validUntil = Academy.Host.Clock.GetUtcNow().AddMinutes(-1) });
        foreach (var name in (string[])[code.Name, over.Name, "NOBODY-MADE-THIS"])
            (await mentee.PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes = 30, promoCode = name })).Code.Should().Be("mentoring.promo_code_invalid");
    }

    [Test]
    public async Task A_code_has_one_offer_and_one_name()
    {
        var admin = await Desk.PartyAsync("ADMIN");
        (await admin.PostAsync("/admin/promo-codes", new { code = "BOTH", percent = 10, amount = 10 })).Status.Should().Be(400);
        (await admin.PostAsync("/admin/promo-codes", new { code = "NEITHER" })).Status.Should().Be(400);
        (await admin.PostAsync("/admin/promo-codes", new { code = "with space", percent = 10 })).Status.Should().Be(400);
        var code = await CreateAsync(new { percent = 10 });
        (await admin.PostAsync("/admin/promo-codes", new { code = code.Name, percent = 10 })).Code.Should().Be("mentoring.promo_code_taken");
        (await admin.GetAsync($"/admin/promo-codes/{code.Id}"))["code"].GetString().Should().Be(code.Name);
        (await admin.GetAsync("/admin/promo-codes?limit=1")).Items.Should().ContainSingle();
    }

    private static Task<int> RedeemedAsync(long id) => Academy.ReadAsync<int>("select redeemed from promo_codes where id = @id", new { id });

    private static async Task<(long Id, string Name)> CreateAsync(object offer)
    {
        var admin = await Desk.PartyAsync("ADMIN");
        var body = System.Text.Json.JsonSerializer.SerializeToNode(offer)!.AsObject();
        var name = $"CODE-{Interlocked.Increment(ref _number)}";
        body["code"] = name;
        var answer = await admin.PostAsync("/admin/promo-codes", body);
        answer.Status.Should().Be(201, answer.Text);
        return (answer["id"].GetInt64(), name);
    }
}
