using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Samjhadoo.Wallet.Domain.Freezes;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Freezes;

internal sealed class FreezeRepository(WalletDbContext database) : IFreezeRepository
{
    public Task<long?> SetFrozenAsync(long userId, bool frozen, CancellationToken cancellationToken) =>
        database.Database.GetDbConnection().ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            -- SetFrozen
            update wallets
            set status = @status, version = version + 1, event_sequence = event_sequence + 1, updated_at = now()
            where user_id = @userId and status <> @status
            returning event_sequence
            """,
            new { userId, status = frozen ? "FROZEN" : "ACTIVE" },
            database.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));

    public Task<Freeze?> FindOpenAsync(long userId, CancellationToken cancellationToken) =>
        database.Set<Freeze>().SingleOrDefaultAsync(freeze => freeze.UserId == userId && freeze.EndedAt == null, cancellationToken);

    public void Add(Freeze freeze) => database.Add(freeze);
}
