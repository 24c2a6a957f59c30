using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Audit;
using Samjhadoo.Wallet.Application.Freezes;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Audit;

namespace Samjhadoo.Wallet.Application.Administration;

/// <summary>A user's wallet as an admin sees it; that somebody looked is written down.</summary>
internal sealed record GetUserWalletFlow(long UserId) : IFlow<UserWalletResponse>;

internal sealed record UserWalletResponse(
    long Id,
    long UserId,
    string Username,
    string? Name,
    bool IsActive,
    string Status,
    Money Balance,
    Money Available,
    Money Held,
    Money Promo,
    string Currency,
    DateTimeOffset CreatedAt,
    DateTimeOffset? UpdatedAt,
    LimitsResponse Limits,
    IReadOnlyList<FreezeResponse> Freezes);

internal sealed class GetUserWalletHandler(IReadDatabase database, ISender sender) : IFlowHandler<GetUserWalletFlow, UserWalletResponse>
{
    private const string Sql =
        """
        -- GetUserWallet
        select w.id, w.user_id, u.username, u.name, u.is_active, w.status, w.balance, w.balance - w.held as available, w.held, w.promo, w.currency, w.created_at, w.updated_at
        from wallets w
        join users u on u.id = w.user_id
        where w.user_id = @UserId;

        -- The last ones; more are of no use here.
        select id, reason, frozen_by, frozen_at, end_reason, ended_by, ended_at
        from freezes
        where user_id = @UserId
        order by frozen_at desc, id desc
        limit 20
        """;

    public async Task<Result<UserWalletResponse>> Handle(GetUserWalletFlow request, CancellationToken cancellationToken)
    {
        var recorded = await sender.SendAsync(new RecordAuditCommand(AuditAction.WalletRead, request.UserId), cancellationToken);
        if (recorded.IsFailure)
            return recorded.Error;
        var limits = await sender.SendAsync(new GetLimitsQuery { UserId = request.UserId }, cancellationToken);
        if (limits.IsFailure)
            return limits.Error;

        await using var connection = await database.OpenAsync(cancellationToken);
        using var results = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { request.UserId }, cancellationToken: cancellationToken));
        if (await results.ReadSingleOrDefaultAsync<Row>() is not { } row)
            return WalletErrors.UserNotFound;
        return new UserWalletResponse(
            row.Id, row.UserId, row.Username, row.Name, row.IsActive, row.Status, row.Balance, row.Available, row.Held, row.Promo, row.Currency, row.CreatedAt, row.UpdatedAt,
            limits.Value, [.. await results.ReadAsync<FreezeResponse>()]);
    }

    private sealed record Row(
        long Id, long UserId, string Username, string? Name, bool IsActive, string Status, Money Balance, Money Available, Money Held, Money Promo, string Currency,
        DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt);
}
