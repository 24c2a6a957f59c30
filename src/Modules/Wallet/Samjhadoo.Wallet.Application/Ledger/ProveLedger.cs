using Dapper;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Application.Ledger;

internal sealed record ProveLedgerQuery : IQuery<LedgerProof>;

/// <summary>The books in one snapshot of the database; every number that counts something wrong must be zero.</summary>
internal sealed record LedgerProof(
    long Transactions,
    long Wallets,
    long UnbalancedTransactions,
    long WrongBalances,
    long WrongPromo,
    long WrongHolds,
    long NegativeAccounts,
    long WrongHistories,
    decimal InWallets,
    decimal InSystemAccounts,
    DateTimeOffset At)
{
    public bool Holds =>
        UnbalancedTransactions + WrongBalances + WrongPromo + WrongHolds + NegativeAccounts + WrongHistories == 0
        && InWallets + InSystemAccounts == 0;
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
        return await connection.QuerySingleAsync<LedgerProof>(new CommandDefinition(Sql, commandTimeout: 300, cancellationToken: cancellationToken));
    }
}
