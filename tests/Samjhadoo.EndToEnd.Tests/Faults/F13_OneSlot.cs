using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Samjhadoo.EndToEnd.Tests.Lab;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F13")]
public sealed class F13_OneSlot
{
    [Test]
    public async Task A_hundred_bookings_of_one_slot_at_once_are_exactly_one()
    {
        await using var lab = await FaultLab.StartAsync();
        var desk = new Desk(lab, 1_000m);
        var mentor = await desk.MentorAsync();
        var mentees = await lab.FundedAccountsAsync(100, 1_000m);
        var quotes = new List<long>();
        foreach (var mentee in mentees)
            quotes.Add((await desk.SendAsync(mentee, "/pricing/quotes", new { mentorId = mentor.Id, minutes = 30 }))!.Value.GetProperty("id").GetInt64());
        var startAt = Desk.Day(3);

        var answers = await Task.WhenAll(mentees.Select(async (mentee, number) =>
        {
            using var client = mentee.Client(lab.Hosts[0].Url);
            client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
            using var answer = await client.PostAsJsonAsync("/api/v1/bookings", new { quoteId = quotes[number], startAt });
            return (answer.StatusCode, Body: await answer.Content.ReadFromJsonAsync<JsonElement>());
        }));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Where(answer => answer.StatusCode != HttpStatusCode.Created)
            .Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.Conflict && answer.Body.GetProperty("code").GetString() == "mentoring.slot_taken");
        (await lab.ScalarAsync<decimal>("select sum(held) from wallet.wallets")).Should().Be(400m, "one price is held, once");
        await desk.AuditAsync();
    }
}
