using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Domain.TopUps;

/// <summary>A captured payment, taken note of once: what was done with it stands here.</summary>
internal sealed class Payment
{
    private Payment()
    {
    }

    public Payment(TopUp topUp, string paymentId, Money amount, bool credited, DateTimeOffset now)
    {
        TopUpId = topUp.Id;
        Gateway = topUp.Gateway;
        PaymentId = paymentId;
        Amount = amount;
        Credited = credited;
        ReceivedAt = now;
    }

    public long Id { get; private set; }

    public long TopUpId { get; private set; }

    public string Gateway { get; private set; } = "";

    public string PaymentId { get; private set; } = "";

    public Money Amount { get; private set; }

    /// <summary>False when it goes back to the payer.</summary>
    public bool Credited { get; private set; }

    public DateTimeOffset ReceivedAt { get; private set; }
}
