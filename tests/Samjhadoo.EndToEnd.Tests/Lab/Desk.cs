using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Lab;

/// <summary>Mentees and mentors who book, accept and complete sessions; whoever gets no answer asks again with the same key.</summary>
public sealed class Desk(FaultLab lab, decimal deposit)
{
    /// <summary>What clients saw beside an answer or a connection that was lost.</summary>
    public ConcurrentBag<string> Surprises { get; } = [];

    /// <summary>Sessions that were asked for, whatever became of them.</summary>
    public int Sessions => _sessions;

    private int _sessions;

    public async Task<TestAccount> MentorAsync()
    {
        var mentor = await lab.AccountAsync(Shared.Domain.UserRole.Mentor);
        await TestMentor.MakeAsync(lab.Database, mentor.Id);
        return mentor;
    }

    public static DateTimeOffset Day(int days)
    {
        var time = TimeProvider.System.GetUtcNow().AddDays(days);
        return time.AddTicks(-(time.UtcTicks % TimeSpan.FromMinutes(15).Ticks));
    }

    /// <summary>One mentee after the other, half an hour each, from request to completion, until the token ends it.</summary>
    public async Task RunAsync(TestAccount mentee, TestAccount mentor, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _sessions);
            if (await SendAsync(mentee, "/pricing/quotes", new { mentorId = mentor.Id, minutes = 30 }) is not { } quote)
                continue;
            var startAt = Day(3).AddMinutes(number % 2_000 * 15);
            if (await SendAsync(mentee, "/bookings", new { quoteId = quote.GetProperty("id").GetInt64(), startAt }) is not { } booking)
                continue;
            var path = $"/bookings/{booking.GetProperty("id").GetInt64()}";
            await SendAsync(mentor, $"{path}/accept", null);
            if (number % 3 == 0)
                await SendAsync(mentee, $"{path}/cancel", new { });
            await SendAsync(mentor, $"{path}/complete", null);
            await SendAsync(mentee, $"{path}/complete", null);
        }
    }

    /// <summary>The answer's body, or null when it was a refusal.</summary>
    public async Task<JsonElement?> SendAsync(TestAccount caller, string path, object? body)
    {
        var key = Guid.NewGuid().ToString("N");
        for (var deadline = System.Diagnostics.Stopwatch.GetTimestamp(); System.Diagnostics.Stopwatch.GetElapsedTime(deadline) < TimeSpan.FromMinutes(2); await Task.Delay(50))
        {
            try
            {
                using var client = caller.Client(lab.Hosts[0].Url);
                client.DefaultRequestHeaders.Add("Idempotency-Key", key);
                using var answer = await client.PostAsync($"/api/v1{path}", body is null ? null : JsonContent.Create(body));
                var text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode)
                    return JsonDocument.Parse(text).RootElement;
                // In flight: the host that had the key was killed, and its claim ends with its lease.
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable || text.Contains("request.in_flight", StringComparison.Ordinal))
                    continue;
                if (answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity))
                    Surprises.Add($"{path} gave {(int)answer.StatusCode}: {text}");
                return null;
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                // The host is away.
            }
        }

        Surprises.Add($"{path} had no answer in two minutes");
        return null;
    }

    /// <summary>Every booking has come to what it was heading for, and the books say the same as the bookings.</summary>
    public async Task AuditAsync()
    {
        await Eventually.ValueAsync(
            () => lab.ScalarAsync<long>("select count(*) from mentoring.bookings where ask is not null"), open => open == 0, TimeSpan.FromMinutes(3), "the sweep has asked the wallet all there was to ask");
        Surprises.Should().BeEmpty();
        await using var connection = await lab.Database.OpenAsync();
        (await connection.ExecuteScalarAsync<long>(
            """
            select count(*)
            from mentoring.bookings a
            join mentoring.bookings b on b.mentor_id = a.mentor_id and b.id > a.id and b.buffered && a.buffered
            where a.status in ('HOLDING', 'REQUESTED', 'CONFIRMED') and b.status in ('HOLDING', 'REQUESTED', 'CONFIRMED')
            """))
            .Should().Be(0, "no slot is booked twice");
        (await connection.ExecuteScalarAsync<long>(
            """
            select count(*)
            from wallet.wallets w
            where w.held <> coalesce(
                (select sum(b.price) from mentoring.bookings b where b.mentee_id = w.user_id and b.status in ('REQUESTED', 'CONFIRMED')), 0)
            """))
            .Should().Be(0, "what is held is the price of what is open");
        (await connection.ExecuteScalarAsync<long>(
            """
            select count(*)
            from wallet.wallets w
            where w.user_id in (select mentee_id from mentoring.bookings)
                and w.balance <> @deposit - (select coalesce(sum(b.charge), 0) from mentoring.bookings b where b.mentee_id = w.user_id)
            """,
            new { deposit }))
            .Should().Be(0, "a mentee has paid the charge of each booking once");
        (await connection.ExecuteScalarAsync<long>(
            """
            select count(*)
            from mentoring.mentor_profiles p
            where (select coalesce(sum(w.balance), 0) from wallet.wallets w where w.user_id = p.user_id)
                <> (select coalesce(sum(b.earned), 0) from mentoring.bookings b where b.mentor_id = p.user_id)
            """))
            .Should().Be(0, "a mentor has been paid for each booking once");
        await Audit.CleanAsync(lab);
        (await connection.ExecuteScalarAsync<long>(
            """
            select count(*)
            from mentoring.mentor_profiles p
            where p.total_sessions <> (select count(*) from mentoring.bookings b where b.mentor_id = p.user_id and b.status = 'COMPLETED')
            """))
            .Should().Be(0, "sessions are counted right");
    }
}
