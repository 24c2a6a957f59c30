using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Limits;
using Samjhadoo.Wallet.Domain.Limits;
using Samjhadoo.Wallet.Infrastructure.Persistence;

namespace Samjhadoo.Wallet.Infrastructure.Limits;

/// <summary>The table <c>limits</c>, on the command's connection.</summary>
internal sealed class DailyLimits(WalletDbContext database, DailyLimitOptions options) : IDailyLimits, ILimitRepository
{
    public async Task<Money> OfAsync(long userId, LimitKind kind, CancellationToken cancellationToken) =>
        await database.Database.GetDbConnection().ExecuteScalarAsync<decimal?>(CommandOf(
            "select amount from limits where user_id = @userId and kind = @kind", new { userId, kind = Words.Of(kind) }, cancellationToken)) is { } personal
            ? Money.Rupees(personal)
            : options.Of(kind);

    public Task SetAsync(long userId, LimitKind kind, Money? amount, string reason, long setBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.Database.GetDbConnection().ExecuteAsync(CommandOf(
            amount is null
                ? "delete from limits where user_id = @userId and kind = @kind"
                : """
                insert into limits (user_id, kind, amount, reason, set_by, set_at)
                values (@userId, @kind, @amount, @reason, @setBy, @now)
                on conflict (user_id, kind) do update
                set amount = excluded.amount, reason = excluded.reason, set_by = excluded.set_by, set_at = excluded.set_at
                """,
            new { userId, kind = Words.Of(kind), amount = amount?.Amount, reason, setBy, now },
            cancellationToken));

    private CommandDefinition CommandOf(string sql, object parameters, CancellationToken cancellationToken) =>
        new(sql, parameters, database.Database.CurrentTransaction?.GetDbTransaction(), cancellationToken: cancellationToken);
}
