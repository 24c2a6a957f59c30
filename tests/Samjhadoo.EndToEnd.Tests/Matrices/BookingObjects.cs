using System.Net.Http.Json;
using System.Text.Json;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Matrices;

/// <summary>The rows of quotes, bookings and reviews: in each the owner is on one side of a booking, and nobody else of the matrix is.</summary>
internal static class BookingObjects
{
    private const string Bookings = "/api/v1/bookings";

    public static Dictionary<string, Func<TestAccount, Task<string>>> Owned { get; } = new()
    {
        ["GET /api/v1/pricing/quotes/{id:long}"] = async owner => $"/api/v1/pricing/quotes/{await QuoteAsync(owner, await MentorAsync())}",
        ["GET /api/v1/bookings/{id:long}"] = async owner => $"{Bookings}/{await RequestedAsync(owner)}",
        ["GET /api/v1/bookings/{id:long}/ics"] = async owner => $"{Bookings}/{await RequestedAsync(owner)}/ics",
        ["GET /api/v1/bookings/{id:long}/cancellation-preview"] = async owner => $"{Bookings}/{await RequestedAsync(owner)}/cancellation-preview",
        ["POST /api/v1/bookings/{id:long}/cancel"] = async owner => $"{Bookings}/{await RequestedAsync(owner)}/cancel",
        ["POST /api/v1/bookings/{id:long}/reschedule"] = async owner => $"{Bookings}/{await RequestedAsync(owner)}/reschedule",
        ["PUT /api/v1/bookings/{id:long}/private-note"] = async owner => $"{Bookings}/{await RequestedAsync(owner)}/private-note",
        ["PUT /api/v1/bookings/{id:long}/session-note"] = async owner => $"{Bookings}/{await RequestedAsync(owner)}/session-note",
        ["POST /api/v1/bookings/{id:long}/complete"] = async owner => $"{Bookings}/{(await ConfirmedAsync(owner)).Id}/complete",
        ["POST /api/v1/bookings/{id:long}/no-show"] = async owner => $"{Bookings}/{await BegunAsync(owner)}/no-show",
        ["POST /api/v1/bookings/{id:long}/review"] = async owner => $"{Bookings}/{(await CompletedAsync(owner)).Id}/review",
        ["POST /api/v1/bookings/{id:long}/accept"] = async owner => $"{Bookings}/{await AskedAsync(owner)}/accept",
        ["POST /api/v1/bookings/{id:long}/decline"] = async owner => $"{Bookings}/{await AskedAsync(owner)}/decline",
        ["PUT /api/v1/bookings/{id:long}/meeting-link"] = async owner => $"{Bookings}/{await AskedAsync(owner)}/meeting-link",
        ["PUT /api/v1/reviews/{id:long}/reply"] = async owner => $"/api/v1/reviews/{await ReviewedAsync(owner)}/reply",
    };

    /// <summary>What routes are sent whose body may not be empty.</summary>
    public static Dictionary<string, object> Bodies { get; } = new()
    {
        ["POST /api/v1/bookings/{id:long}/reschedule"] = new { startAt = Day(6) },
        ["PUT /api/v1/bookings/{id:long}/private-note"] = new { text = "Note" },
        ["PUT /api/v1/bookings/{id:long}/session-note"] = new { text = "Note" },
        ["POST /api/v1/bookings/{id:long}/review"] = new { rating = 5, text = "Good" },
        ["PUT /api/v1/bookings/{id:long}/meeting-link"] = new { link = "https://meet.google.com/abc-defg-hij" },
        ["PUT /api/v1/reviews/{id:long}/reply"] = new { text = "Thank you" },
    };

    /// <summary>Reviews are public, and a calendar's address is its own secret.</summary>
    public static string[] Public { get; } =
        ["GET /api/v1/mentors/{id:long}/reviews", "POST /api/v1/reviews/{id:long}/report", "GET /api/v1/calendar/{secret}.ics"];

    private static DateTimeOffset Day(int days)
    {
        var time = TimeProvider.System.GetUtcNow().AddDays(days);
        return time.AddTicks(-(time.UtcTicks % TimeSpan.FromMinutes(15).Ticks));
    }

    private static async Task<TestAccount> MentorAsync()
    {
        var mentor = await MatrixHost.Host.AccountAsync(UserRole.Mentor);
        await TestMentor.MakeAsync(MatrixHost.Host.Database, mentor.Id);
        return mentor;
    }

    private static async Task<long> QuoteAsync(TestAccount mentee, TestAccount mentor) =>
        (await PostAsync(mentee, "/api/v1/pricing/quotes", new { mentorId = mentor.Id, minutes = 30 })).GetProperty("id").GetInt64();

    private static async Task<long> BookAsync(TestAccount mentee, TestAccount mentor)
    {
        await TestMoney.FundAsync(MatrixHost.Host.Database, mentee.Id, 1_000m);
        return (await PostAsync(mentee, Bookings, new { quoteId = await QuoteAsync(mentee, mentor), startAt = Day(3) })).GetProperty("id").GetInt64();
    }

    private static async Task<long> RequestedAsync(TestAccount mentee) => await BookAsync(mentee, await MentorAsync());

    // Here the owner is the mentor.
    private static async Task<long> AskedAsync(TestAccount mentor)
    {
        await TestMentor.MakeAsync(MatrixHost.Host.Database, mentor.Id);
        return await BookAsync(await MatrixHost.Host.AccountAsync(), mentor);
    }

    private static async Task<(long Id, TestAccount Mentor)> ConfirmedAsync(TestAccount mentee)
    {
        var mentor = await MentorAsync();
        var id = await BookAsync(mentee, mentor);
        await PostAsync(mentor, $"{Bookings}/{id}/accept", null);
        return (id, mentor);
    }

    private static async Task<long> BegunAsync(TestAccount mentee)
    {
        var (id, _) = await ConfirmedAsync(mentee);
        await using var connection = await MatrixHost.Host.Database.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(
            """
            update mentoring.bookings
            set start_at = start_at - interval '73 hours', end_at = end_at - interval '73 hours',
                busy_from = busy_from - interval '73 hours', busy_until = busy_until - interval '73 hours'
            where id = $1
            """,
            connection);
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
        return id;
    }

    private static async Task<(long Id, TestAccount Mentor)> CompletedAsync(TestAccount mentee)
    {
        var (id, mentor) = await ConfirmedAsync(mentee);
        await PostAsync(mentor, $"{Bookings}/{id}/complete", null);
        await PostAsync(mentee, $"{Bookings}/{id}/complete", null);
        return (id, mentor);
    }

    private static async Task<long> ReviewedAsync(TestAccount mentor)
    {
        var mentee = await MatrixHost.Host.AccountAsync();
        await TestMentor.MakeAsync(MatrixHost.Host.Database, mentor.Id);
        var id = await BookAsync(mentee, mentor);
        await PostAsync(mentor, $"{Bookings}/{id}/accept", null);
        await PostAsync(mentor, $"{Bookings}/{id}/complete", null);
        await PostAsync(mentee, $"{Bookings}/{id}/complete", null);
        return (await PostAsync(mentee, $"{Bookings}/{id}/review", new { rating = 5, text = "Good" })).GetProperty("id").GetInt64();
    }

    private static async Task<JsonElement> PostAsync(TestAccount caller, string path, object? body)
    {
        using var client = MatrixHost.Host.Client(caller);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await client.PostAsync(path, body is null ? null : JsonContent.Create(body));
        answer.IsSuccessStatusCode.Should().BeTrue("{0} gave {1}", path, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
