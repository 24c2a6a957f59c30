using Dapper;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>The caller's live logins, newest first.</summary>
internal sealed record ListSessionsQuery(PageRequest Page) : IQuery<Page<SessionResponse>>;

/// <summary>A login on one device.</summary>
/// <param name="Id">Names it for ending it.</param>
/// <param name="Device">Browser and system as the device says, e.g. <c>Chrome on Android</c>.</param>
/// <param name="IpAddress">Where it was last refreshed from.</param>
/// <param name="CreatedAt">When the person logged in.</param>
/// <param name="LastUsedAt">When it was last refreshed.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="IsCurrent">True for the login this request belongs to.</param>
internal sealed record SessionResponse(
    long Id, string Device, string? IpAddress, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, bool IsCurrent);

internal sealed class ListSessionsHandler(IReadDatabase database, ICurrentUser caller, TimeProvider time)
    : IQueryHandler<ListSessionsQuery, Page<SessionResponse>>
{
    public async Task<Result<Page<SessionResponse>>> Handle(ListSessionsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<SessionResponse>(new CommandDefinition(
            """
            -- ListSessions
            select id, coalesce(user_agent, '') as device, ip_address, created_at, last_used_at, expires_at, id = @session as is_current
            from sessions
            where user_id = @user
              and revoked_at is null
              and expires_at > @now
              and (created_at, id) < (@at, @id)
            order by created_at desc, id desc
            limit @limit
            """,
            new
            {
                user = caller.Id,
                session = caller.SessionId,
                now = time.GetUtcNow(),
                at = after?.At ?? DateTimeOffset.MaxValue,
                id = after?.Id ?? long.MaxValue,
                limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<SessionResponse>.Of(
            [.. rows.Select(row => row with { Device = Device.NameOf(row.Device) })], query.Page.Size, row => new TimeCursor(row.CreatedAt, row.Id));
    }
}
