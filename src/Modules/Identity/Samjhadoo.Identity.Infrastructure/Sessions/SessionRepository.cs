using Microsoft.EntityFrameworkCore;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Sessions;

internal sealed class SessionRepository(IdentityDbContext database) : ISessionRepository
{
    public void Add(Session session, byte[] token)
    {
        database.Add(session);
        database.Add(new RefreshToken(session.Id, token, session.CreatedAt));
    }

    public void Add(RefreshToken token) => database.Add(token);

    public async Task<(Session Session, RefreshToken Token)?> LockByTokenAsync(byte[] hash, CancellationToken cancellationToken)
    {
        var sessions = await database.Set<Session>().FromSql(
            $"""
            -- Refresh
            select sessions.*
            from identity.sessions
            where sessions.id = (select session_id from identity.refresh_tokens where hash = {hash})
            for update
            """).ToListAsync(cancellationToken);
        // Read after the lock: whoever held it may have spent the token.
        return sessions is not [var session] ? null : (session, await database.Set<RefreshToken>().SingleAsync(token => token.Hash == hash, cancellationToken));
    }

    public Task<Session?> FindAsync(long id, long userId, CancellationToken cancellationToken) =>
        database.Set<Session>().SingleOrDefaultAsync(session => session.Id == id && session.UserId == userId, cancellationToken);

    public async Task<IReadOnlyList<long>> RevokeAllAsync(long userId, long? except, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.Database.SqlQuery<long>(
            $"""
            -- RevokeAll
            update identity.sessions
            set revoked_at = {now}
            where user_id = {userId} and revoked_at is null and id <> {except ?? 0}
            returning id as "Value"
            """).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<long>> LiveAsync(long userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await database.Set<Session>().Where(session => session.UserId == userId && session.RevokedAt == null && session.ExpiresAt > now)
            .Select(session => session.Id).ToListAsync(cancellationToken);
}
