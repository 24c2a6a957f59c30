using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Ledger;

namespace Samjhadoo.Wallet.Application.Ledger;

internal sealed record ProveLedgerQuery : IQuery<LedgerProof>;

/// <summary>The books in one snapshot of the database; every number that counts something wrong must be zero.</summary>
/// <param name="UnbalancedTransactions">Entries that don't sum to zero, or none at all.</param>
/// <param name="WrongBalances">Accounts whose balance is not the sum of their entries.</param>
/// <param name="WrongPromo">Wallets whose promo money is not the sum of what came and went.</param>
/// <param name="WrongHolds">Wallets with more or less held than their open holds.</param>
/// <param name="WrongCaptures">Holds that ended otherwise than their transactions say.</param>
/// <param name="WrongRefunds">Lines of a capture, promo money among them, that paid back more than they got.</param>
/// <param name="WrongRemainders">Users whose AI costs are not their charges and what is left for the next one.</param>
/// <param name="WrongGateway">Top-ups, their refunds and payouts that moved otherwise than their transactions at the gateway's clearing account say, and money in transit that belongs to no payout.</param>
/// <param name="NegativeAccounts">Wallets and accounts below what they may be.</param>
/// <param name="WrongHistories">Entries whose balance is not the running sum.</param>
internal sealed record LedgerProof(
    long Transactions,
    long Wallets,
    long UnbalancedTransactions,
    long WrongBalances,
    long WrongPromo,
    long WrongHolds,
    long WrongCaptures,
    long WrongRefunds,
    long WrongRemainders,
    long WrongGateway,
    long NegativeAccounts,
    long WrongHistories,
    decimal InWallets,
    decimal InSystemAccounts,
    DateTimeOffset At)
{
    /// <summary>How many things are wrong.</summary>
    public long Wrong =>
        UnbalancedTransactions + WrongBalances + WrongPromo + WrongHolds + WrongCaptures + WrongRefunds + WrongRemainders + WrongGateway + NegativeAccounts + WrongHistories
        + (InWallets + InSystemAccounts == 0 ? 0 : 1);

    public bool Holds => Wrong == 0;
}

internal sealed class ProveLedgerHandler(IReadDatabase database) : IQueryHandler<ProveLedgerQuery, LedgerProof>
{
    private const string Sql =
        """
        -- ProveLedger: as large as the books are, so not under the time limit of everyday statements
        set statement_timeout = '5min';
        with sums as (
            select transaction_id, sum(amount) as total from entries group by transaction_id
        ), accounted as (
            select account_id, sum(amount) as balance, sum(promo_amount) as promo from entries group by account_id
        ), opened as (
            select wallet_id, sum(amount) as held from holds where status = 'OPEN' group by wallet_id
        ), paid as (
            select t.hold_id, count(*) as captures, -sum(e.amount) as amount
            from transactions t
            join holds h on h.id = t.hold_id
            join entries e on e.transaction_id = t.id and e.account_id = h.wallet_id
            where t.kind in ('CAPTURE', 'AI_CHARGE')
            group by t.hold_id
        ), lines as (
            select t.hold_id, e.account_id,
                   sum(e.amount) filter (where t.kind = 'CAPTURE') as captured,
                   coalesce(sum(e.amount) filter (where t.kind = 'REFUND'), 0) as refunded,
                   coalesce(sum(e.promo_amount) filter (where t.kind = 'CAPTURE'), 0) as promo_captured,
                   coalesce(sum(e.promo_amount) filter (where t.kind = 'REFUND'), 0) as promo_refunded
            from transactions t
            join entries e on e.transaction_id = t.id
            where t.hold_id is not null and t.kind in ('CAPTURE', 'REFUND')
            group by t.hold_id, e.account_id
        ), charged as (
            select w.user_id, sum(h.cost) as cost, sum(h.captured) as captured
            from holds h
            join wallets w on w.id = h.wallet_id
            where h.cost is not null
            group by w.user_id
        ), at_gateway as (
            select t.id, e.amount
            from transactions t
            join entries e on e.transaction_id = t.id and e.account_id = @clearing
            where t.kind in ('TOP_UP', 'TOP_UP_REFUND', 'PAYOUT_SETTLED', 'PAYOUT_REVERSED')
        ), expected_at_gateway as (
            select u.transaction_id as id, -u.amount as amount from top_ups u where u.status = 'PAID'
            union all
            select r.transaction_id, r.amount from refunds r where r.transaction_id is not null
            union all
            select back.id, -r.amount
            from refunds r
            join transactions back on back.reverses_id = r.transaction_id
            where r.status = 'FAILED'
            union all
            select t.id, case t.kind when 'PAYOUT_SETTLED' then p.amount - p.tds else p.tds - p.amount end
            from payouts p
            join transactions t on t.reference = 'payout:' || p.id and t.kind in ('PAYOUT_SETTLED', 'PAYOUT_REVERSED')
            where t.reverses_id is null
        ), system_balances as (
            select a.id, a.may_be_negative, s.balance + coalesce((select sum(p.amount) from pending_amounts p where p.account_id = a.id), 0) as balance
            from accounts a
            join account_snapshots s on s.account_id = a.id
        )
        select
            (select count(*) from transactions) as transactions,
            (select count(*) from wallets) as wallets,
            (select count(*) from transactions t left join sums s on s.transaction_id = t.id where s.total is distinct from 0) as unbalanced_transactions,
            (select count(*) from wallets w left join accounted a on a.account_id = w.id where w.balance <> coalesce(a.balance, 0))
                + (select count(*) from system_balances b left join accounted a on a.account_id = b.id where b.balance <> coalesce(a.balance, 0)) as wrong_balances,
            (select count(*) from wallets w left join accounted a on a.account_id = w.id where w.promo <> coalesce(a.promo, 0)) as wrong_promo,
            (select count(*) from wallets w left join opened o on o.wallet_id = w.id where w.held <> coalesce(o.held, 0)) as wrong_holds,
            (select count(*) from holds h left join paid p on p.hold_id = h.id
             where coalesce(h.captured, 0) <> coalesce(p.amount, 0) or coalesce(p.captures, 0) <> case when h.captured > 0 then 1 else 0 end) as wrong_captures,
            (select count(*) from lines l
             where l.captured is null or abs(l.refunded) > abs(l.captured) or l.refunded * l.captured > 0
                or abs(l.promo_refunded) > abs(l.promo_captured) or l.promo_refunded * l.promo_captured > 0) as wrong_refunds,
            (select count(*) from charged c full join usage_remainders r on r.user_id = c.user_id
             where coalesce(c.cost, 0) <> coalesce(c.captured, 0) + coalesce(r.remainder, 0)) as wrong_remainders,
            (select count(*) from at_gateway g full join expected_at_gateway x on x.id = g.id where g.amount is distinct from x.amount)
                + (select count(*) from system_balances b
                   where b.id = @transit
                     and b.balance <> (select coalesce(sum(p.amount), 0) from payouts p where p.status in ('REQUESTED', 'APPROVED', 'PROCESSING'))) as wrong_gateway,
            (select count(*) from system_balances where balance < 0 and not may_be_negative)
                + (select count(*) from wallets where balance < 0 or held > balance) as negative_accounts,
            (select count(*)
             from (select account_id, balance_after, sum(amount) over (partition by account_id order by created_at, id) as running from entries) e
             where balance_after <> running) as wrong_histories,
            (select coalesce(sum(balance), 0) from wallets) as in_wallets,
            (select coalesce(sum(balance), 0) from system_balances) as in_system_accounts,
            now() as at
        """;

    public async Task<Result<LedgerProof>> Handle(ProveLedgerQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<LedgerProof>(new CommandDefinition(
            Sql,
            new { clearing = SystemAccount.GatewayClearing.Id, transit = SystemAccount.PayoutsInTransit.Id },
            commandTimeout: 300,
            cancellationToken: cancellationToken));
    }
}
