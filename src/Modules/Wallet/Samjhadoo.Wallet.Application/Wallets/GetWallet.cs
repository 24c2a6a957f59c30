using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain;

namespace Samjhadoo.Wallet.Application.Wallets;

internal sealed record GetWalletQuery : IQuery<WalletResponse>;

internal sealed record WalletResponse(
    long Id, Money Balance, Money Available, Money Held, Money Promo, string Currency, string Status, int Version, DateTimeOffset CreatedAt, DateTimeOffset? UpdatedAt)
    : IVersioned;

internal sealed class GetWalletHandler(IReadDatabase database, ISender sender, ICurrentUser caller) : IQueryHandler<GetWalletQuery, WalletResponse>
{
    private const string Sql =
        """
        -- GetWallet
        select id, balance, balance - held as available, held, promo, currency, status, version, created_at, updated_at
        from wallets
        where user_id = @userId
        """;

    public async Task<Result<WalletResponse>> Handle(GetWalletQuery query, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } wallet)
            return wallet;
        // Sent, so that the many that find a wallet don't make what it takes to open one.
        await sender.SendAsync(new OpenWalletCommand(caller.Id), cancellationToken);
        return await FindAsync(cancellationToken) is { } opened ? opened : WalletErrors.NotFound;
    }

    private async Task<WalletResponse?> FindAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<WalletResponse>(new CommandDefinition(Sql, new { userId = caller.Id }, cancellationToken: cancellationToken));
    }
}
