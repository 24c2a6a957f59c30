using Microsoft.EntityFrameworkCore;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Logins;

/// <summary>Attempts counted under one key; read and written by the statements below alone.</summary>
internal sealed class LoginThrottleRow
{
    public byte[] Key { get; private set; } = [];

    public int Attempts { get; private set; }

    public DateTimeOffset? PausedUntil { get; private set; }

    public DateTimeOffset ForgetAt { get; private set; }
}

internal sealed class LoginThrottle(IdentityDbContext database, TimeProvider time) : ILoginThrottle
{
    public async Task<TimeSpan?> ClaimAsync(IReadOnlyList<ThrottleKey> keys, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // 30 s after the attempt that reached the limit, then twice as long each time, at most 15 minutes. A key that is
        // paused when the row is written after all refuses the same way: it comes back with no row.
        var claimed = await database.Database.SqlQuery<DateTimeOffset?>(
            $"""
            -- LoginThrottle
            with asked as (
                select key, "limit"
                from unnest({keys.Select(key => key.Hash).ToArray()}, {keys.Select(key => key.Limit).ToArray()}) as asked (key, "limit")
            ), paused as (
                select max(known.paused_until) as until
                from identity.login_throttles known
                join asked using (key)
                where known.paused_until > {now}
            ), counted as (
                insert into identity.login_throttles as known (key, attempts, forget_at)
                select key, 1, {now} + interval '1 hour'
                from asked
                where (select until from paused) is null
                order by key
                on conflict (key) do update
                set attempts = case when known.forget_at <= {now} then 1 else known.attempts + 1 end,
                    forget_at = excluded.forget_at,
                    paused_until = (
                        select {now} + least(interval '15 minutes', interval '30 seconds' * power(2, least(known.attempts + 1 - asked."limit", 10)))
                        from asked
                        where asked.key = known.key and known.forget_at > {now} and known.attempts + 1 >= asked."limit")
                where known.paused_until is null or known.paused_until <= {now}
                returning 1
            )
            select case
                when (select until from paused) is not null then (select until from paused)
                when (select count(*) from counted) < (select count(*) from asked) then {now} + interval '1 second'
            end as "Value"
            """).ToListAsync(cancellationToken);
        return claimed[0] - now;
    }

    public Task ForgiveAsync(IReadOnlyList<ThrottleKey> keys, CancellationToken cancellationToken)
    {
        var own = keys.Where(key => !key.IsShared).Select(key => key.Hash).ToArray();
        var shared = keys.Where(key => key.IsShared).Select(key => key.Hash).ToArray();
        return database.Database.ExecuteSqlAsync(
            $"""
            -- LoginThrottle
            with forgotten as (
                delete from identity.login_throttles where key = any({own})
            )
            update identity.login_throttles
            set attempts = greatest(attempts - 1, 0),
                paused_until = null
            where key = any({shared})
            """,
            cancellationToken);
    }
}
