using System.Globalization;
using System.Text.Json;

namespace Samjhadoo.Journey;

public sealed partial class GoldenJourney
{
    private const string AshasZone = "Asia/Kolkata";

    /// <summary>Step 3 of the golden journey: who knows system design, talks Hindi, costs less than 700 rupees and is free tomorrow evening?</summary>
    /// <returns>Raj and the start of a free session of half an hour.</returns>
    private async Task<(long MentorId, string StartAt)> FindMentorAsync()
    {
        await StepAsync("She looks for a mentor: system design, Hindi, below 700 rupees an hour, free tomorrow evening");
        var tomorrow = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), AshasZone).DateTime).AddDays(1);
        var evening = tomorrow.ToDateTime(new TimeOnly(18, 0)).AddMinutes(-330);
        var window = string.Create(CultureInfo.InvariantCulture, $"freeFrom={evening:yyyy-MM-ddTHH:mm:ss}Z&freeTo={evening.AddHours(4):yyyy-MM-ddTHH:mm:ss}Z&minutes=30");
        // Typed in a hurry.
        var found = (await _asha.GetAsync($"/mentors?q=sytem%20design&language=hi&maxRate=700&{window}"))["items"].EnumerateArray().ToList();
        var raj = found.Find(mentor => mentor.GetProperty("name").GetString() == "Raj Malhotra");
        if (raj.ValueKind == JsonValueKind.Undefined)
            throw new SurpriseException("Raj was not found; 'build/run --fresh' makes the sample mentors and frees his evenings");
        Expect(found.TrueForAll(mentor => mentor.GetProperty("hourlyRate").GetDecimal() <= 700), "nobody costs more than she said");
        Expect(found.TrueForAll(mentor => mentor.GetProperty("languages").EnumerateArray().Any(language => language.GetString() == "hi")), "everybody talks Hindi");
        Expect(raj.GetProperty("reasons").EnumerateArray().Any(reason => reason.GetProperty("code").GetString() == "FREE"), "it says why he was found");
        var id = raj.GetProperty("id").GetInt64();

        await StepAsync("She opens his page and sees his free time by her own clocks");
        var page = await _asha.GetAsync($"/mentors/{id}");
        Expect(page["takesBookings"].GetBoolean() && page["bio"].GetString()!.Contains("बैकएंड", StringComparison.Ordinal), "he takes bookings and says who he is");
        var slots = await _asha.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/mentors/{id}/slots?from={tomorrow:yyyy-MM-dd}&to={tomorrow:yyyy-MM-dd}&minutes=30&timeZone={AshasZone}"));
        var first = slots["days"].EnumerateArray().SelectMany(day => day.GetProperty("slots").EnumerateArray()).FirstOrDefault(slot => string.CompareOrdinal(slot.GetProperty("localTime").GetString(), "18:00") >= 0);
        if (first.ValueKind == JsonValueKind.Undefined)
            throw new SurpriseException("he was found free and has no slot");
        return (id, first.GetProperty("startAt").GetString()!);
    }
}
