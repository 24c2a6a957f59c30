using CsCheck;
using Dapper;
using Npgsql;

namespace Samjhadoo.Mentoring.Tests.Schedules;

public sealed class SlotPropertyTests
{
    // Dates around which clocks change in one of the zones, and some ordinary ones.
    private static readonly DateTime[] Dates =
    [
        new(2027, 3, 14), new(2027, 11, 7), new(2027, 3, 28), new(2027, 10, 31), new(2027, 4, 4), new(2027, 10, 3), new(2027, 9, 5), new(2027, 2, 7),
        new(2028, 2, 29), new(2027, 12, 31), new(2027, 6, 15),
    ];

    private static readonly string[] Zones =
    [
        "Asia/Kolkata", "Asia/Kathmandu", "America/New_York", "America/St_Johns", "Europe/Berlin", "Europe/London", "Australia/Lord_Howe", "Pacific/Chatham",
        "America/Santiago", "Africa/Casablanca", "Pacific/Apia", "UTC",
    ];

    private static readonly Gen<(int From, int To)> Hours =
        from start in Gen.Int[0, 95]
        from length in Gen.OneOf(Gen.Int[1, 12], Gen.Int[1, 96])
        select (start * 15, Math.Min(start + length, 96) * 15);

    private static readonly Gen<(DateTime Date, DateTime From, DateTime To, DateTime Now, int Minutes, MadeUpSchedule Schedule)> Cases =
        from date in Any(Dates)
        from zone in Any(Zones)
        from weekly in Gen.Select(Gen.Int[1, 7], Hours, (day, hours) => (day, hours.From, hours.To)).List[0, 12]
        from overrides in Gen.Select(Gen.Int[-2, 3], Gen.OneOf(Hours, Gen.Const((0, 0))), (day, hours) => (DateOnly.FromDateTime(date.AddDays(day)), hours.Item1, hours.Item2)).List[0, 4]
        from before in Any(0, 0, 5, 10, 120)
        from after in Any(0, 0, 10, 25)
        from notice in Any(0, 60, 1440)
        from window in Any(1, 2, 60)
        from cap in Any<int?>(null, null, 1, 2)
        from booked in Gen.Select(Gen.Int[-24, 72 * 4], Any(10, 30, 45, 120), Any("CONFIRMED", "REQUESTED", "HOLDING", "COMPLETED", "CANCELLED"),
            (quarter, minutes, status) => (date.AddMinutes(quarter * 15), minutes, status)).List[0, 4]
        from start in Gen.Int[-48 * 60, 24 * 60]
        from length in Gen.Int[0, 72 * 60]
        from now in Gen.Int[-72 * 60, 30 * 60]
        from fives in Gen.Int[2, 24]
        select (date, date.AddMinutes(start), date.AddMinutes(start + length), date.AddMinutes(now), fives * 5,
            new MadeUpSchedule(zone, weekly.Distinct().ToList(), overrides.Distinct().ToList(), before, after, notice, window, cap, Disjoint(booked, before, after)));

    [Test]
    public async Task Slots_are_those_of_the_slow_and_obvious_reference()
    {
        var mentor = await Caller.MentorAsync(headline: "Slots");
        await using var connection = await Academy.Host.Database.OpenAsync();
        await connection.ExecuteAsync("set search_path = mentoring, extensions");
        var found = 0;

        await Cases.SampleAsync(
            async made =>
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await MakeAsync(connection, mentor.Id, made.Schedule);
                var slots = await connection.QueryAsync<DateTime>(
                    "select starts_at from free_slots(@Id, @from, @to, @Minutes, @now)",
                    new { mentor.Id, from = Utc(made.From), to = Utc(made.To), made.Minutes, now = Utc(made.Now) });

                var expected = SlotReference.Of(made.Schedule, made.From, made.To, made.Minutes, made.Now).ToList();
                slots.Should().Equal(expected, "of {0}", made);
                Interlocked.Add(ref found, expected.Count);
            },
            iter: 400, threads: 1);

        found.Should().BeGreaterThan(1_000, "schedules that are never open show nothing");
    }

    [Test]
    public async Task What_search_calls_free_has_a_slot_and_the_index_hides_nobody()
    {
        var word = $"hours{Guid.NewGuid():N}"[..20];
        var mentor = await Caller.MentorAsync(headline: word);
        var zone = "Australia/Lord_Howe";
        await mentor.PutAsync("/mentors/me/availability", new
        {
            timeZone = zone,
            weekly = new[] { new { day = "SUNDAY", from = "00:00", to = "00:30" }, new { day = "WEDNESDAY", from = "23:30", to = "24:00" } },
            minimumNotice = 0,
            windowDays = 14,
        });
        var today = DateTime.UtcNow.Date;
        foreach (var hour in Enumerable.Range(24, 24 * 8))
        {
            var (from, to) = (today.AddHours(hour), today.AddHours(hour + 1));
            var isFree = await Academy.ReadAsync<bool>(
                "select exists (select from free_slots(@Id, @from, @to, 30, now()))", new { mentor.Id, from = Utc(from), to = Utc(to) });
            var isIndexed = await Academy.ReadAsync<bool>(
                "select open_hours && array[@hour]::smallint[] from mentor_listings where mentor_id = @Id",
                new { mentor.Id, hour = ((((int)from.DayOfWeek + 6) % 7) * 24) + from.Hour });
            (isIndexed || !isFree).Should().BeTrue("at {0:u}", from);
        }
    }

    // Without triggers and foreign keys, which this is not about; nothing of it is kept.
    private static async Task MakeAsync(NpgsqlConnection connection, long mentorId, MadeUpSchedule schedule)
    {
        await connection.ExecuteAsync(
            """
            set local session_replication_role = replica;
            update availabilities
            set time_zone = @TimeZone, buffer_before = @BufferBefore, buffer_after = @BufferAfter, minimum_notice = @MinimumNotice,
                window_days = @WindowDays, daily_cap = @DailyCap
            where mentor_id = @mentorId
            """,
            new { mentorId, schedule.TimeZone, schedule.BufferBefore, schedule.BufferAfter, schedule.MinimumNotice, schedule.WindowDays, schedule.DailyCap });
        foreach (var (day, from, to) in schedule.Weekly)
            await connection.ExecuteAsync("insert into availability_rules (mentor_id, day_of_week, starts_minute, ends_minute) values (@mentorId, @day, @from, @to)", new { mentorId, day, from, to });
        foreach (var (date, from, to) in schedule.Overrides)
            await connection.ExecuteAsync("insert into availability_overrides (mentor_id, day, starts_minute, ends_minute) values (@mentorId, @date, @from, @to)", new { mentorId, date, from, to });
        foreach (var (start, minutes, status) in schedule.Booked)
            await connection.ExecuteAsync(
                """
                insert into bookings (
                    mentor_id, mentee_id, quote_id, status, urgency, start_at, end_at, busy_from, busy_until, price, answer_by, hold_expires_at, refusals,
                    request_reference, closed_at, reschedules, created_at, updated_at)
                values (@mentorId, 1, nextval('quotes_id_seq'), @status, 'CASUAL', @start, @end, @busyFrom, @busyUntil, 100, @start, @end, 0,
                        gen_random_uuid()::text, case when @status in ('COMPLETED', 'CANCELLED') then @end end, 0, now(), now())
                """,
                new
                {
                    mentorId,
                    status,
                    start = Utc(start),
                    end = Utc(start.AddMinutes(minutes)),
                    busyFrom = Utc(start.AddMinutes(-schedule.BufferBefore)),
                    busyUntil = Utc(start.AddMinutes(minutes + schedule.BufferAfter)),
                });
    }

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // What the database would refuse.
    private static List<(DateTime Start, int Minutes, string Status)> Disjoint(List<(DateTime Start, int Minutes, string Status)> booked, int before, int after)
    {
        var kept = new List<(DateTime Start, int Minutes, string Status)>();
        foreach (var one in booked)
        {
            if (kept.TrueForAll(other => one.Start.AddMinutes(one.Minutes + after) <= other.Start.AddMinutes(-before)
                || other.Start.AddMinutes(other.Minutes + after) <= one.Start.AddMinutes(-before)))
                kept.Add(one);
        }

        return kept;
    }

    private static DateTimeOffset Utc(DateTime instant) => new(instant, TimeSpan.Zero);
}
