namespace Samjhadoo.Wallet.Domain.Ledger;

/// <summary>The words of <c>holds.status</c>: a hold is open and then ends once.</summary>
internal enum HoldStatus
{
    Open,

    /// <summary>All of it or a part was paid.</summary>
    Captured,

    Released,

    /// <summary>It ran out.</summary>
    Expired,
}
