using System.Text.Json;

namespace Samjhadoo.Journey;

public sealed partial class GoldenJourney
{
    /// <summary>Steps 3 to 6 of the golden journey: what Asha found she books, Raj accepts and is paid, and she reviews him.</summary>
    private async Task BookAsync(long mentorId, string startAt)
    {
        await StepAsync("She asks what half an hour with him costs: every line is explained");
        var quote = await _asha.PostAsync("/pricing/quotes", new() { ["mentorId"] = mentorId, ["minutes"] = 30 }, 201);
        var total = quote["price.total"].GetDecimal();
        Expect(Sum(quote["price.lines"]) == total, "the lines add up to what she pays");
        Expect(Sum(quote["price.shares"]) == total, "and so do the shares of those who get it");
        var earns = quote["price.shares"].EnumerateArray().Single(line => line.GetProperty("kind").GetString() == "MENTOR_EARNS").GetProperty("amount").GetDecimal();

        await StepAsync("She books it, and the price is held in her wallet");
        var ashasBefore = Balance(await _asha.GetAsync("/wallet"));
        var booking = await _asha.PostAsync(
            "/bookings",
            new() { ["quoteId"] = quote["id"].GetInt64(), ["startAt"] = startAt, ["urgency"] = "SOON", ["topic"] = "How would you shard a chat?" },
            201,
            $"journey-{_run}-booking");
        var id = booking["id"].GetInt64();
        Expect(booking["status"].GetString() == "REQUESTED", "Raj is asked");
        Expect((await _asha.GetAsync("/wallet"))["held"].GetDecimal() == total, "the price is held");
        var preview = await _asha.GetAsync($"/bookings/{id}/cancellation-preview");
        Expect(preview["refundPercent"].GetInt32() == 100, "until he has accepted she could call it off for nothing");

        await StepAsync("Raj accepts and says where to meet");
        await LogInAsync(_raj, "raj.mentor", _samplePassword);
        var requests = (await _raj.GetAsync("/bookings?side=MENTOR&status=REQUESTED"))["items"];
        Expect(requests.EnumerateArray().Any(request => request.GetProperty("id").GetInt64() == id), "he sees her request");
        Expect((await _raj.PostAsync($"/bookings/{id}/accept", [], 200))["status"].GetString() == "CONFIRMED", "it is confirmed");
        await _raj.PutAsync($"/bookings/{id}/meeting-link", new() { ["link"] = "https://meet.google.com/abc-defg-hij" });
        Expect((await _asha.GetAsync($"/bookings/{id}/ics")).Body.Contains("STATUS:CONFIRMED", StringComparison.Ordinal), "her calendar shows it");

        await StepAsync("They meet earlier than planned, and both say that the session took place: Raj is paid less commission and GST");
        var rajsBefore = Balance(await _raj.GetAsync("/wallet"));
        var sessionsBefore = (await _raj.GetAsync("/bookings/counts"))["completedAsMentor"].GetInt64();
        await _raj.PostAsync($"/bookings/{id}/complete", [], 200, $"journey-{_run}-raj");
        var completed = await _asha.PostAsync($"/bookings/{id}/complete", [], 200, $"journey-{_run}-asha");
        Expect(completed["status"].GetString() == "COMPLETED" && completed["charge"].GetDecimal() == total, "it is completed at the price agreed");
        var wallet = await _asha.GetAsync("/wallet");
        Expect(Balance(wallet) == ashasBefore - total && wallet["held"].GetDecimal() == 0, "the hold is captured");
        Expect(Balance(await _raj.GetAsync("/wallet")) == rajsBefore + earns, "Raj has what the quote said");
        Expect((await _raj.GetAsync("/bookings/counts"))["completedAsMentor"].GetInt64() == sessionsBefore + 1, "his session count moves");
        Expect((await _asha.GetAsync("/bookings/counts"))["completedAsMentee"].GetInt64() == 1, "and so does hers");

        await StepAsync("Asha reviews Raj; his rating is recomputed");
        var ratings = (await _asha.GetAsync($"/mentors/{mentorId}"))["ratingCount"].GetInt32();
        await _asha.PostAsync($"/bookings/{id}/review", new() { ["rating"] = 5, ["text"] = "उन्होंने सब कुछ साफ़-साफ़ समझाया।" }, 201);
        var again = await _asha.PostAsync($"/bookings/{id}/review", new() { ["rating"] = 5, ["text"] = "Once more" }, 409);
        Expect(again["code"].GetString() == "mentoring.already_reviewed", "a session is reviewed once");
        await UntilAsync(async () => (await _asha.GetAsync($"/mentors/{mentorId}"))["ratingCount"].GetInt32() == ratings + 1, "his page counts her review");
        Expect((await _asha.GetAsync($"/mentors/{mentorId}/reviews?limit=1"))["items"][0].GetProperty("rating").GetInt32() == 5, "and shows it first");
    }

    private static decimal Sum(JsonElement lines) => lines.EnumerateArray().Sum(line => line.GetProperty("amount").GetDecimal());
}
