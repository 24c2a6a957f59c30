using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Freezes;

/// <summary>The wallets that are frozen, the newest freeze first; that somebody looked is written down.</summary>
internal sealed record ListFrozenWalletsFlow(PageRequest Page) : IFlow<Page<FrozenWalletResponse>>;

internal sealed record FrozenWalletResponse(
    long Id, long UserId, string Username, string? Name, Money Balance, string Currency, string? Reason, long FrozenBy, DateTimeOffset FrozenAt);

internal sealed class ListFrozenWalletsHandler(IReadDatabase database, ISender sender) : IFlowHandler<ListFrozenWalletsFlow, Page<FrozenWalletResponse>>
{
    public async Task<Result<Page<FrozenWalletResponse>>> Handle(ListFrozenWalletsFlow request, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(request.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.FrozenRead, UserId: null), cancellationToken);
        if (recorded.IsFailure)
            return recorded.Error;

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<FrozenWalletResponse>(new CommandDefinition(
            $"""
            -- ListFrozenWallets
            select f.id, f.user_id, u.username, u.name, w.balance, w.currency, f.reason, f.frozen_by, f.frozen_at
            from freezes f
            join wallets w on w.user_id = f.user_id
            join users u on u.id = f.user_id
            where f.ended_at is null
              {(after is null ? "" : "and (f.frozen_at, f.id) < (@At, @Id)")}
            order by f.frozen_at desc, f.id desc
            limit @limit
            """,
            new { after?.At, after?.Id, limit = request.Page.Size + 1 },
            cancellationToken: cancellationToken));
        return Page<FrozenWalletResponse>.Of(rows.AsList(), request.Page.Size, row => new TimeCursor(row.FrozenAt, row.Id));
    }
}
