using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Mentoring.Tests.Bookings;
using Samjhadoo.Testing;

namespace Samjhadoo.Mentoring.Tests.Reviews;

public sealed class ReviewTests
{
    [Test]
    public async Task The_mentee_of_a_completed_session_reviews_it_once_and_the_rating_follows()
    {
        var mentor = await Desk.MentorAsync();
        var (asha, booking) = await CompletedAsync(mentor, 3);
        var (divya, other) = await CompletedAsync(mentor, 4);

        var posted = await asha.PostAsync($"/bookings/{booking}/review", new { rating = 5, text = "She explained it so that I got it." });
        posted.Status.Should().Be(201, posted.Text);
        (await asha.PostAsync($"/bookings/{booking}/review", new { rating = 1, text = "Once more" })).Code.Should().Be("mentoring.already_reviewed");
        (await divya.PostAsync($"/bookings/{other}/review", new { rating = 4, text = "Good" })).Status.Should().Be(201);
        (await divya.PostAsync($"/bookings/{booking}/review", new { rating = 1, text = "Not mine" })).Code.Should().Be("mentoring.booking_not_found");
        (await mentor.PostAsync($"/bookings/{booking}/review", new { rating = 5, text = "I am great" })).Code.Should().Be("mentoring.not_reviewable");

        await RatingAsync(mentor, 4.5m, 2);
        var list = await asha.GetAsync($"/mentors/{mentor.Id}/reviews?limit=1");
        list.Items.Should().ContainSingle().Which.GetProperty("rating").GetInt32().Should().Be(4, "the newest comes first");
        list["nextCursor"].GetString().Should().NotBeNull();
        (await RequestBookingTests.NoticesAsync(booking, "review.posted")).Should().Equal(mentor.Id);
    }

    [TestCase(0, "Text")]
    [TestCase(6, "Text")]
    [TestCase(3, "")]
    public async Task A_review_has_one_to_five_stars_and_words(int rating, string text)
    {
        var mentee = await Desk.MenteeAsync(money: 0);
        (await mentee.PostAsync("/bookings/1/review", new { rating, text })).Status.Should().Be(400);
    }

    [Test]
    public async Task What_has_not_taken_place_is_not_reviewed()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var id = await Desk.ConfirmedAsync(mentee, mentor);
        (await mentee.PostAsync($"/bookings/{id}/review", new { rating = 5, text = "In advance" })).Code.Should().Be("mentoring.not_reviewable");
    }

    [Test]
    public async Task The_mentor_alone_answers()
    {
        var (mentor, stranger) = (await Desk.MentorAsync(), await Desk.MentorAsync());
        var (mentee, review) = await ReviewedAsync(mentor, 3);
        (await stranger.PutAsync($"/reviews/{review}/reply", new { text = "Thanks" })).Code.Should().Be("mentoring.review_not_found");
        (await mentor.PutAsync($"/reviews/{review}/reply", new { text = "Thank you" })).Status.Should().Be(200);
        (await mentor.PutAsync($"/reviews/{review}/reply", new { text = "Old" }, "\"1.0000000000000000\"")).Status.Should().Be(412);
        (await mentee.GetAsync($"/mentors/{mentor.Id}/reviews")).Items[0].GetProperty("reply").GetString().Should().Be("Thank you");
    }

    [Test]
    public async Task A_reported_review_is_hidden_by_an_admin_and_does_not_count_until_it_is_shown_again()
    {
        var (mentor, admin) = (await Desk.MentorAsync(), await Desk.PartyAsync("ADMIN"));
        var (mentee, review) = await ReviewedAsync(mentor, 1);
        await RatingAsync(mentor, 1, 1);

        (await mentor.PostAsync($"/reviews/{review}/report", new { reason = "Abuse" })).Status.Should().Be(204);
        (await mentor.PostAsync($"/reviews/{review}/report", new { reason = "Again" })).Code.Should().Be("mentoring.already_reported");
        (await admin.GetAsync("/admin/reviews/reported?limit=100")).Items.Should().Contain(item => item.GetProperty("reviewId").GetInt64() == review);

        (await admin.PostAsync($"/admin/reviews/{review}/moderate", new { hide = true, reason = "Abuse" }))["isHidden"].GetBoolean().Should().BeTrue();
        await RatingAsync(mentor, null, 0);
        (await mentee.GetAsync($"/mentors/{mentor.Id}/reviews")).Items.Should().BeEmpty();
        (await admin.GetAsync("/admin/reviews/reported?limit=100")).Items.Should().NotContain(item => item.GetProperty("reviewId").GetInt64() == review);

        (await admin.PostAsync($"/admin/reviews/{review}/moderate", new { hide = false, reason = "It was fair" })).Status.Should().Be(200);
        await RatingAsync(mentor, 1, 1);
        (await mentor.PostAsync($"/admin/reviews/{review}/moderate", new { hide = true, reason = "Mine" })).Status.Should().Be(403);
    }

    [Test]
    public async Task Counts_can_be_rebuilt_from_the_rows()
    {
        var mentor = await Desk.MentorAsync();
        await ReviewedAsync(mentor, 4);
        await RatingAsync(mentor, 4, 1);
        await Academy.ExecuteAsync("update mentor_profiles set rating = 5, rating_count = 1000, total_sessions = 9999 where user_id = @Id", new { mentor.Id });

        await using var scope = Academy.Host.Services.CreateAsyncScope();
        var counts = scope.ServiceProvider.GetRequiredService<IMentorCounts>();
        (await counts.RebuildAsync(CancellationToken.None)).Should().BeGreaterThanOrEqualTo(1);
        (await counts.RebuildAsync(CancellationToken.None)).Should().Be(0);
        (await Academy.ReadAsync<(decimal?, int, int)>("select rating, rating_count, total_sessions from mentor_profiles where user_id = @Id", new { mentor.Id })).Should().Be((4m, 1, 1));
    }

    internal static async Task<(Party Mentee, long BookingId)> CompletedAsync(Party mentor, int day)
    {
        var mentee = await Desk.MenteeAsync();
        var id = await Desk.ConfirmedAsync(mentee, mentor, Desk.Day(day));
        (await mentor.PostAsync($"/bookings/{id}/complete")).Status.Should().Be(200);
        (await mentee.PostAsync($"/bookings/{id}/complete"))["status"].GetString().Should().Be("COMPLETED");
        return (mentee, id);
    }

    private static async Task<(Party Mentee, long ReviewId)> ReviewedAsync(Party mentor, int rating)
    {
        var (mentee, id) = await CompletedAsync(mentor, 3);
        var answer = await mentee.PostAsync($"/bookings/{id}/review", new { rating, text = "As it was" });
        answer.Status.Should().Be(201, answer.Text);
        return (mentee, answer["id"].GetInt64());
    }

    private static Task<(decimal?, int)> RatingAsync(Party mentor, decimal? rating, int count) => Eventually.ValueAsync(
        () => Academy.ReadAsync<(decimal?, int)>("select rating, rating_count from mentor_profiles where user_id = @Id", new { mentor.Id }),
        now => now == (rating, count));
}
