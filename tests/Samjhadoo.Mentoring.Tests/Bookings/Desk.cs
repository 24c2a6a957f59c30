using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Dapper;
using Samjhadoo.Testing;

namespace Samjhadoo.Mentoring.Tests.Bookings;

/// <summary>Mentors who can be booked at any hour, mentees with money, and what they do at the desk.</summary>
internal static class Desk
{
    /// <summary>A mentor whose hours never end; what is not said is usual.</summary>
    public static async Task<Party> MentorAsync(
        decimal rate = 800, int bufferBefore = 0, int bufferAfter = 0, int notice = 60, int? cap = null, int windowDays = 60, string zone = "Asia/Kolkata", bool alwaysOpen = true)
    {
        var mentor = await PartyAsync("MENTOR");
        await Academy.ExecuteAsync(
            """
            insert into mentor_profiles (user_id, hourly_rate, headline, role_granted_at) values (@Id, @rate, 'Mentor', now());
            insert into availabilities (mentor_id, time_zone, buffer_before, buffer_after, minimum_notice, window_days, daily_cap)
            values (@Id, @zone, @bufferBefore, @bufferAfter, @notice, @windowDays, @cap);
            insert into availability_rules (mentor_id, day_of_week, starts_minute, ends_minute)
            select @Id, day, 0, 1440 from generate_series(1, 7) day where @alwaysOpen;
            """,
            new { mentor.Id, rate, zone, bufferBefore, bufferAfter, notice, windowDays, cap, alwaysOpen });
        return mentor;
    }

    public static async Task<Party> MenteeAsync(decimal money = 5_000, string community = "NONE", bool verified = true, int? cityTier = null)
    {
        var mentee = await PartyAsync("USER");
        await Academy.ExecuteAsync(
            "update users set community = @community, community_verified = @verified, city_tier = @cityTier where id = @Id", new { mentee.Id, community, verified, cityTier });
        if (money > 0)
            await TestMoney.FundAsync(Academy.Host.Database, mentee.Id, money);
        return mentee;
    }

    public static async Task<Party> PartyAsync(string role)
    {
        var account = await Academy.Host.AccountAsync(role);
        await using var connection = await Academy.Host.Database.OpenAsync();
        await TestReplica.CopyAsync(connection, "mentoring", account.Id);
        return new Party(account);
    }

    /// <summary>A time so many days ahead on which nobody has a claim: every test has mentors of its own.</summary>
    public static DateTimeOffset Day(double days)
    {
        var time = Academy.Host.Clock.GetUtcNow().AddDays(days);
        return time.AddTicks(-(time.UtcTicks % TimeSpan.FromMinutes(15).Ticks));
    }

    /// <summary>A booking that the mentor has been asked for.</summary>
    public static async Task<long> RequestedAsync(Party mentee, Party mentor, DateTimeOffset? at = null, int minutes = 30)
    {
        var answer = await mentee.BookAsync(mentor, at ?? Day(3), minutes);
        answer.Status.Should().Be(201, answer.Text);
        return answer["id"].GetInt64();
    }

    /// <summary>A booking that the mentor has accepted.</summary>
    public static async Task<long> ConfirmedAsync(Party mentee, Party mentor, DateTimeOffset? at = null, int minutes = 30)
    {
        var id = await RequestedAsync(mentee, mentor, at, minutes);
        var answer = await mentor.PostAsync($"/bookings/{id}/accept");
        answer.Status.Should().Be(200, answer.Text);
        return id;
    }

    /// <summary>Lets time pass for one booking: everything it waits for comes so much nearer.</summary>
    public static Task AgeAsync(long bookingId, TimeSpan by) => Academy.ExecuteAsync(
        """
        update bookings
        set start_at = start_at - @by, end_at = end_at - @by, busy_from = busy_from - @by, busy_until = busy_until - @by,
            answer_by = answer_by - @by, due_at = due_at - @by
        where id = @bookingId
        """,
        new { bookingId, by });

    public static Task<string> StatusAsync(long bookingId) => Academy.ReadAsync<string>("select status from bookings where id = @bookingId", new { bookingId });

    public static Task SweepAsync() => Academy.Host.RunJobAsync("mentoring.finish_bookings");

    public static async Task<T> WalletAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await Academy.Host.Database.OpenAsync();
        await connection.ExecuteAsync("set search_path = wallet, extensions");
        return (await connection.QuerySingleAsync<T>(sql, parameters))!;
    }

    /// <summary>Rupees a system account got or gave for one booking's capture.</summary>
    public static Task<decimal> PostedAsync(long bookingId, string account) => WalletAsync<decimal>(
        """
        select coalesce(sum(e.amount), 0)
        from entries e
        join accounts a on a.id = e.account_id
        join transactions t on t.id = e.transaction_id
        where t.reference = @reference and a.code = @account
        """,
        new { reference = $"booking:{bookingId}:capture", account });
}

/// <summary>Somebody with a client that is logged in.</summary>
internal sealed record Party(TestAccount Account)
{
    public long Id => Account.Id;

    public HttpClient Client { get; } = Account.Client(Academy.Host.Url);

    /// <summary>As the host sees the caller of a request, for steps that tests send themselves.</summary>
    public ClaimsPrincipal Principal => new(new ClaimsIdentity(
        [new Claim("sub", $"{Id}"), new Claim("sid", $"{Account.SessionId}"), new Claim("role", Account.Role)], "test"));

    public Task<Outcome> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Outcome> PostAsync(string path, object? body = null, string? key = null) => SendAsync(HttpMethod.Post, path, body, key: key ?? Guid.NewGuid().ToString("N"));

    public Task<Outcome> PutAsync(string path, object body, string? ifMatch = null) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public Task<Outcome> PatchAsync(string path, object body, string? ifMatch = "*") => SendAsync(HttpMethod.Patch, path, body, ifMatch);

    public Task<Outcome> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public async Task<long> QuoteAsync(Party mentor, int minutes = 30, string? promoCode = null)
    {
        var answer = await PostAsync("/pricing/quotes", new { mentorId = mentor.Id, minutes, promoCode });
        answer.Status.Should().Be(201, answer.Text);
        return answer["id"].GetInt64();
    }

    public async Task<Outcome> BookAsync(Party mentor, DateTimeOffset at, int minutes = 30, string? promoCode = null) =>
        await PostAsync("/bookings", new { quoteId = await QuoteAsync(mentor, minutes, promoCode), startAt = at });

    public async Task<(decimal Balance, decimal Held)> MoneyAsync()
    {
        var wallet = await GetAsync("/wallet");
        return (wallet["balance"].GetDecimal(), wallet["held"].GetDecimal());
    }

    private async Task<Outcome> SendAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("/api/", StringComparison.Ordinal) ? path : $"/api/v1{path}");
        if (body is not null)
            request.Content = JsonContent.Create(body, mediaType: new(method == HttpMethod.Patch ? "application/merge-patch+json" : "application/json"));
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key);
        using var answer = await Client.SendAsync(request);
        return new Outcome((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.ETag?.Tag, answer.Content.Headers.ContentType?.MediaType);
    }
}

/// <summary>An answer as tests look at it.</summary>
internal sealed record Outcome(int Status, string Text, string? ETag, string? MediaType)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public JsonElement this[string name] => Json.GetProperty(name);

    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];
}
