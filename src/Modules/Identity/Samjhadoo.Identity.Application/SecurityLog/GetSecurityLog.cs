using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.SecurityLog;

/// <summary>The caller's own security log, newest first.</summary>
internal sealed record GetSecurityLogQuery(PageRequest Page) : IQuery<Page<SecurityEventResponse>>;

/// <summary>One event.</summary>
/// <param name="ByAdmin">True when an admin did it.</param>
internal sealed record SecurityEventResponse(
    long Id, string Kind, DateTimeOffset OccurredAt, bool ByAdmin, long? SessionId, string? IpAddress, string? UserAgent, string? Reason);

internal sealed class GetSecurityLogHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetSecurityLogQuery, Page<SecurityEventResponse>>
{
    private const string Sql =
        """
        -- Identity.GetSecurityLog
        select event.id, event.kind, event.occurred_at,
               coalesce(event.actor_id <> event.user_id, false) as by_admin,
               case when event.actor_id is null or event.actor_id = event.user_id then event.session_id end as session_id,
               detail.ip_address, detail.user_agent, detail.reason
        from security_events as event
        left join security_event_details as detail on detail.event_id = event.id
        where event.user_id = @userId
          and (event.occurred_at, event.id) < (@at, @id)
        order by event.occurred_at desc, event.id desc
        limit @limit
        """;

    public async Task<Result<Page<SecurityEventResponse>>> Handle(GetSecurityLogQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<SecurityEventResponse>(new CommandDefinition(
            Sql,
            new
            {
                UserId = caller.Id,
                At = after?.At ?? DateTimeOffset.MaxValue.ToUniversalTime(),
                Id = after?.Id ?? long.MaxValue,
                Limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<SecurityEventResponse>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.OccurredAt, row.Id));
    }
}
