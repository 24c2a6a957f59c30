namespace Samjhadoo.Mentoring.Tests.Bookings;

public sealed class NoteTests
{
    [Test]
    public async Task A_private_note_is_its_authors_and_a_session_note_is_for_both()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var id = await Desk.ConfirmedAsync(mentee, mentor);
        (await mentee.PutAsync($"/bookings/{id}/private-note", new { text = "Ask about pay" })).Status.Should().Be(204);
        (await mentor.PutAsync($"/bookings/{id}/private-note", new { text = "Second try" })).Status.Should().Be(204);
        (await mentor.PutAsync($"/bookings/{id}/session-note", new { text = "Read chapter 3" })).Status.Should().Be(204);
        (await mentor.PutAsync($"/bookings/{id}/session-note", new { text = "Read chapter 4" })).Status.Should().Be(204);

        var seen = await mentee.GetAsync($"/bookings/{id}");
        seen["privateNote"].GetString().Should().Be("Ask about pay");
        seen["sessionNotes"].EnumerateArray().Select(note => (note.GetProperty("authorId").GetInt64(), note.GetProperty("text").GetString()))
            .Should().Equal((mentor.Id, "Read chapter 4"));
        seen.Text.Should().NotContain("Second try");

        (await mentee.PutAsync($"/bookings/{id}/private-note", new { text = "" })).Status.Should().Be(204);
        (await mentee.GetAsync($"/bookings/{id}"))["privateNote"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        var stranger = await Desk.MenteeAsync(money: 0);
        (await stranger.PutAsync($"/bookings/{id}/session-note", new { text = "Hello" })).Code.Should().Be("mentoring.booking_not_found");
    }

    [Test]
    public async Task The_mentor_says_where_to_meet_and_only_at_known_hosts()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var id = await Desk.ConfirmedAsync(mentee, mentor);
        (await mentee.PutAsync($"/bookings/{id}/meeting-link", new { link = "https://meet.google.com/abc" })).Code.Should().Be("mentoring.booking_other_side");
        (await mentor.PutAsync($"/bookings/{id}/meeting-link", new { link = "https://169.254.169.254/latest" })).Code.Should().Be("mentoring.meeting_host_refused");
        (await mentor.PutAsync($"/bookings/{id}/meeting-link", new { link = "https://meet.google.com/abc" }, "\"99.0000000000000000\"")).Status.Should().Be(412);
        (await mentor.PutAsync($"/bookings/{id}/meeting-link", new { link = "https://meet.google.com/abc" })).Status.Should().Be(200);
        (await mentee.GetAsync($"/bookings/{id}"))["booking"].GetProperty("meetingLink").GetString().Should().Be("https://meet.google.com/abc");
    }

    [Test]
    public async Task A_list_goes_on_where_it_ended_and_refuses_words_it_does_not_know()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        for (var day = 2; day < 5; day++)
            await Desk.RequestedAsync(mentee, mentor, Desk.Day(day));
        var first = await mentee.GetAsync("/bookings?limit=2");
        var rest = await mentee.GetAsync($"/bookings?limit=2&cursor={first["nextCursor"].GetString()}");
        first.Items.Concat(rest.Items).Select(item => item.GetProperty("startAt").GetDateTimeOffset()).Should().Equal(Desk.Day(4), Desk.Day(3), Desk.Day(2));
        rest["nextCursor"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await mentee.GetAsync("/bookings?status=MAYBE")).Status.Should().Be(400);
        (await mentee.GetAsync("/bookings?side=BOTH")).Status.Should().Be(400);
    }
}
