namespace Samjhadoo.Wallet.Domain.Limits;

/// <summary>What is limited per day; the words are those of the postings they limit.</summary>
internal enum LimitKind
{
    /// <summary>Money sent to other users.</summary>
    Transfer,

    /// <summary>Money put in through the gateway.</summary>
    TopUp,

    /// <summary>Money taken out to a bank account.</summary>
    Payout,
}
