using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Ledger;
using Samjhadoo.Wallet.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Infrastructure.Privacy;

/// <summary>
/// A user's wallet, movements, notes, limits, freezes, top-ups and payouts. The books hold ids, codes and amounts only and stay, as the law asks;
/// what people wrote goes. Nobody is erased with money of their own; promo money lapses.
/// </summary>
internal sealed class WalletData(NpgsqlDataSource database, ILedger ledger) : IPersonalData
{
    public string Module => "wallet";

    public IReadOnlyList<Error> Obstacles => [WalletErrors.MoneyOnItsWay, WalletErrors.MoneyLeft];

    public async Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var export = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            """
            -- ExportWallet
            select json_build_object(
                'id', w.id, 'balance', w.balance, 'held', w.held, 'promo', w.promo, 'currency', w.currency, 'status', w.status, 'createdAt', w.created_at,
                'transactions', coalesce(
                    (select json_agg(json_build_object(
                         'id', t.id, 'kind', t.kind, 'reference', t.reference, 'amount', e.amount, 'promoAmount', e.promo_amount,
                         'balanceAfter', e.balance_after, 'createdAt', t.created_at, 'note', n.note) order by e.created_at, e.id)
                     from entries e
                     join transactions t on t.id = e.transaction_id
                     left join transaction_notes n on n.transaction_id = t.id and n.author_id = w.user_id
                     where e.account_id = w.id), '[]'),
                'holds', coalesce(
                    (select json_agg(json_build_object(
                         'reference', h.reference, 'amount', h.amount, 'status', h.status, 'captured', h.captured,
                         'createdAt', h.created_at, 'expiresAt', h.expires_at, 'endedAt', h.ended_at) order by h.created_at, h.id)
                     from holds h
                     where h.wallet_id = w.id), '[]'),
                'limits', coalesce(
                    (select json_agg(json_build_object('kind', l.kind, 'amount', l.amount, 'reason', l.reason, 'setAt', l.set_at) order by l.kind)
                     from limits l
                     where l.user_id = w.user_id), '[]'),
                'freezes', coalesce(
                    (select json_agg(json_build_object(
                         'reason', f.reason, 'frozenAt', f.frozen_at, 'endReason', f.end_reason, 'endedAt', f.ended_at) order by f.frozen_at, f.id)
                     from freezes f
                     where f.user_id = w.user_id), '[]'),
                'adjustments', coalesce(
                    (select json_agg(json_build_object(
                         'id', a.id, 'kind', a.kind, 'amount', a.amount, 'reason', a.reason, 'status', a.status, 'proposedAt', a.proposed_at,
                         'decidedAt', a.decided_at, 'decisionReason', a.decision_reason) order by a.proposed_at, a.id)
                     from adjustment_approvals a
                     where a.user_id = w.user_id), '[]'),
                'topUps', coalesce(
                    (select json_agg(json_build_object(
                         'id', p.id, 'amount', p.amount, 'status', p.status, 'refunded', p.refunded, 'createdAt', p.created_at) order by p.created_at, p.id)
                     from top_ups p
                     where p.user_id = w.user_id), '[]'),
                'payoutMethods', coalesce(
                    (select json_agg(json_build_object(
                         'id', m.id, 'kind', m.kind, 'holderName', a.holder_name, 'vpa', a.vpa, 'accountNumber', a.account_number, 'ifsc', a.ifsc)
                         order by m.created_at, m.id)
                     from payout_methods m
                     join payout_accounts a on a.method_id = m.id
                     where m.user_id = w.user_id), '[]'),
                'payouts', coalesce(
                    (select json_agg(json_build_object(
                         'id', o.id, 'amount', o.amount, 'tds', o.tds, 'status', o.status, 'requestedAt', o.requested_at) order by o.requested_at, o.id)
                     from payouts o
                     where o.user_id = w.user_id), '[]'))::text
            from wallets w
            where w.user_id = @userId
            """,
            new { userId },
            cancellationToken: cancellationToken));
        return export is null ? null : JsonNode.Parse(export);
    }

    public async Task<Error?> FindObstacleAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var wallet = await connection.QuerySingleOrDefaultAsync<(decimal Own, bool OnItsWay)>(new CommandDefinition(
            """
            -- WalletObstacle
            select w.balance - w.promo as own,
                   w.held > 0
                       or exists (select from payouts o where o.user_id = w.user_id and o.status in ('REQUESTED', 'APPROVED', 'PROCESSING'))
                       or exists (select from refunds r where r.user_id = w.user_id and r.status in ('PENDING', 'SENT')) as on_its_way
            from wallets w
            where w.user_id = @userId
            """,
            new { userId },
            cancellationToken: cancellationToken));
        if (wallet.OnItsWay)
            return WalletErrors.MoneyOnItsWay;
        return wallet.Own > 0 ? WalletErrors.MoneyLeft.With("balance", Money.Rupees(wallet.Own)) : null;
    }

    public async Task EraseAsync(long userId, CancellationToken cancellationToken)
    {
        var promo = await ClearAsync(userId, cancellationToken);
        if (promo == 0)
            return;
        // The reference makes it happen once.
        var id = await ledger.NextTransactionIdAsync(cancellationToken);
        var lapse = Posting.Promotion(id, userId, Money.Rupees(-promo), isPromo: true, $"erasure:{userId}");
        await ledger.PostAsync(lapse, WalletEvent.Of(lapse), key: null, cancellationToken);
    }

    private async Task<decimal> ClearAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<decimal>(new CommandDefinition(
            """
            -- EraseWallet
            delete from transaction_notes where author_id = @userId;
            update limits set reason = null where user_id = @userId and reason is not null;
            update freezes set reason = null, end_reason = null where user_id = @userId and (reason is not null or end_reason is not null);
            update adjustment_approvals
            set reason = null, decision_reason = null
            where user_id = @userId and (reason is not null or decision_reason is not null);
            delete from payout_accounts where method_id in (select id from payout_methods where user_id = @userId);
            update payout_methods set removed_at = now() where user_id = @userId and removed_at is null;
            update payouts set rejection_reason = null where user_id = @userId and rejection_reason is not null;
            update refunds set reason = null where user_id = @userId and reason is not null;
            update kyc_records set reason = null where user_id = @userId and reason is not null;
            select promo from wallets where user_id = @userId;
            """,
            new { userId },
            cancellationToken: cancellationToken));
    }
}
