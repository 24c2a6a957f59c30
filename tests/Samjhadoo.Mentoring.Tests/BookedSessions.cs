namespace Samjhadoo.Mentoring.Tests;

/// <summary>Bookings by SQL, for tests of what reads them.</summary>
internal static class BookedSessions
{
    private static long _mentee = 900_000_000;

    /// <summary>Somebody has booked the mentor from this instant to that; with buffers around it.</summary>
    public static Task AddAsync(
        long mentorId, DateTime start, DateTime end, string status = "CONFIRMED", int before = 0, int after = 0, long? menteeId = null, decimal? earned = null,
        DateTime? createdAt = null, DateTime? answeredAt = null) =>
        Academy.ExecuteAsync(
            """
            insert into users (id, username, role, is_active, time_zone, language, community, community_verified, version)
            values (@mentee, 'mentee' || @mentee, 'USER', true, 'Asia/Kolkata', 'en', 'NONE', false, 0)
            on conflict do nothing;
            with quote as (
                insert into quotes (
                    mentor_id, mentee_id, created_at, expires_at, base, commission_percent, community, community_percent, gst_percent, hourly_rate, minutes,
                    promotion, regional, regional_percent, total, version, event_sequence)
                values (@mentorId, @mentee, now(), now(), 300, 15, 0, 0, 18, 600, 30, 0, 0, 0, 300, 1, 0)
                returning id
            )
            insert into bookings (
                mentor_id, mentee_id, quote_id, status, urgency, start_at, end_at, busy_from, busy_until, price, charge, earned, answer_by, answered_at, hold_expires_at,
                refusals, request_reference, closed_at, reschedules, created_at, updated_at)
            select @mentorId, @mentee, id, @status, 'CASUAL', @start, @end, @start - @before * interval '1 minute', @end + @after * interval '1 minute', 300,
                   case when @earned::numeric is not null then 300 end, @earned, @start, @answeredAt, @end, 0, gen_random_uuid()::text,
                   case when @status not in ('HOLDING', 'REQUESTED', 'CONFIRMED') then @end end, 0, coalesce(@createdAt, now()), now()
            from quote
            """,
            new
            {
                mentorId,
                mentee = menteeId ?? Interlocked.Increment(ref _mentee),
                status,
                start = Utc(start),
                end = Utc(end),
                before,
                after,
                earned,
                createdAt = createdAt is { } created ? Utc(created) : (DateTimeOffset?)null,
                answeredAt = answeredAt is { } answered ? Utc(answered) : (DateTimeOffset?)null,
            });

    private static DateTimeOffset Utc(DateTime instant) => new(instant, TimeSpan.Zero);
}
