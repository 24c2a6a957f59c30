namespace Samjhadoo.Wallet.Application.Gateways;

/// <summary>The gateways of this host. New business goes to the configured one; what another began is finished there.</summary>
internal sealed class PaymentGateways(IEnumerable<IPaymentGateway> gateways, PaymentOptions options)
{
    /// <summary>The gateway of new business, or null where none is configured.</summary>
    public IPaymentGateway? Current => options.Gateway is null ? null : Find(options.Gateway);

    /// <summary>The gateway of this name, or null when this host has none.</summary>
    public IPaymentGateway? Find(string name) => gateways.FirstOrDefault(gateway => gateway.Name == name);
}
