using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Mentoring.Tests.Bookings;
using Samjhadoo.Mentoring.Tests.Reviews;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Mentoring.Tests.Privacy;

public sealed class BookingDataTests
{
    [Test]
    public async Task An_export_has_what_was_written_and_an_erasure_takes_it_and_leaves_the_facts()
    {
        var mentor = await Desk.MentorAsync();
        var (mentee, id) = await ReviewTests.CompletedAsync(mentor, 3);
        await mentee.PutAsync($"/bookings/{id}/private-note", new { text = "My secret" });
        await mentor.PutAsync($"/bookings/{id}/session-note", new { text = "Their advice" });
        await mentee.PostAsync($"/bookings/{id}/review", new { rating = 4, text = "My words" });
        await mentee.PostAsync("/calendar/feed");
        await using var scope = Academy.Host.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetServices<IPersonalData>().Single(part => part.Module == "bookings");

        var export = (await data.ExportAsync(mentee.Id, CancellationToken.None))!;
        export["bookings"]!.AsArray().Should().ContainSingle();
        export.ToJsonString().Should().Contain("My secret").And.Contain("My words").And.NotContain("Their advice");

        await data.EraseAsync(mentee.Id, CancellationToken.None);
        await data.EraseAsync(mentee.Id, CancellationToken.None);
        (await data.ExportAsync(mentee.Id, CancellationToken.None))!.ToJsonString().Should().NotContain("My secret").And.NotContain("My words");
        (await Academy.ReadAsync<(short, string)>("select rating, text from reviews where booking_id = @id", new { id })).Should().Be(((short)4, ""));
        (await mentor.GetAsync($"/bookings/{id}"))["sessionNotes"].GetArrayLength().Should().Be(1, "what the other side wrote is his");
    }

    [Test]
    public async Task Open_bookings_stand_against_an_erasure()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var id = await Desk.RequestedAsync(mentee, mentor);
        await using var scope = Academy.Host.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetServices<IPersonalData>().Single(part => part.Module == "bookings");
        foreach (var party in (Party[])[mentor, mentee])
            (await data.FindObstacleAsync(party.Id, CancellationToken.None))!.Code.Should().Be("mentoring.open_bookings");
        await mentee.PostAsync($"/bookings/{id}/cancel", new { });
        (await data.FindObstacleAsync(mentee.Id, CancellationToken.None)).Should().BeNull();
    }
}
