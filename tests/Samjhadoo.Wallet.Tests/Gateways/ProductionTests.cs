using System.Security.Cryptography;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Infrastructure;

namespace Samjhadoo.Wallet.Tests.Gateways;

/// <summary>Play money has no place in production, unless somebody asks for it in so many words.</summary>
public sealed class ProductionTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task The_sandbox_is_off_unless_it_is_named(bool isNamed)
    {
        var keys = Directory.CreateTempSubdirectory("samjhadoo-keys-");
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await File.WriteAllTextAsync(Path.Combine(keys.FullName, "first.pem"), key.ExportPkcs8PrivateKeyPem());
            string[] named = isNamed ? ["--Payments:Gateway=sandbox"] : [];
            await using var host = await ModuleHost.StartAsync([new IdentityModule(), new WalletModule()], new ModuleHostOptions
            {
                Arguments =
                [
                    "--environment=Production", $"--Keys:Folder={keys.FullName}", $"--Keys:Secrets:0={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}",
                    "--Hosting:DrainDelay=00:00:00", .. named,
                ],
            });
            var account = await host.AccountAsync();
            var asha = new Person(account, host.Client(account));

            var answer = await asha.SendToAsync("/wallet/top-ups", new { amount = 10 });
            var webhook = await Till.WebhookAsync(host.Url, "sandbox", "{}", null, null, Till.Secret);

            answer.Status.Should().Be(isNamed ? 201 : 503, answer.Text);
            webhook.Code.Should().Be(isNamed ? "wallet.webhook_refused" : "wallet.gateway_unknown");
            if (!isNamed)
                answer.Code.Should().Be("wallet.gateway_unavailable");
            await host.RunJobAsync("wallet.send_sandbox_webhooks");
            await host.RunJobAsync("wallet.check_top_ups");
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }
}
