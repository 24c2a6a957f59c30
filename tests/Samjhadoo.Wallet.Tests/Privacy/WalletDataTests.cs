using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Wallet.Tests.Privacy;

public sealed class WalletDataTests
{
    [Test]
    public async Task The_export_has_every_movement_and_the_erasure_takes_what_was_written_and_leaves_the_books()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var transfer = await asha.SendAsync(raj.Id, 10, note: "for the doctor");

        var export = (await AskAsync(data => data.ExportAsync(asha.Id, CancellationToken.None)))!;
        export["transactions"]!.AsArray().Should().HaveCount(2);
        export.ToJsonString().Should().Contain("for the doctor");
        (await AskAsync(data => data.ExportAsync(raj.Id, CancellationToken.None)))!.ToJsonString().Should().NotContain("for the doctor");

        await EraseAsync(asha);
        await EraseAsync(asha);

        var left = await raj.GetAsync(transfer.Location!);
        left.Json.GetProperty("note").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        left.Json.GetProperty("amount").GetDecimal().Should().Be(10);
    }

    [Test]
    public async Task What_admins_wrote_about_somebody_is_in_the_export_and_gone_after_the_erasure()
    {
        var (admin, asha) = (await Bank.PersonAsync(role: UserRole.Admin), await Bank.PersonAsync());
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/freeze", new { reason = "Secret one" });
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/unfreeze", new { reason = "Secret two" });
        await admin.PutAsync($"/api/v1/admin/wallets/{asha.Id}/limits", new { transfer = 5, topUp = (decimal?)null, payout = (decimal?)null, reason = "Secret three" });
        await admin.PostAsync($"/api/v1/admin/wallets/{asha.Id}/adjustments", new { amount = 2_000, reason = "Secret four" });

        var before = (await AskAsync(data => data.ExportAsync(asha.Id, CancellationToken.None)))!.ToJsonString();
        await EraseAsync(asha);
        var after = (await AskAsync(data => data.ExportAsync(asha.Id, CancellationToken.None)))!;

        foreach (var secret in (string[])["one", "two", "three", "four"])
            before.Should().Contain($"Secret {secret}");
        after.ToJsonString().Should().NotContain("Secret");
        after["freezes"]!.AsArray().Should().ContainSingle();
        after["adjustments"]![0]!["amount"]!.GetValue<decimal>().Should().Be(2_000);
    }

    [Test]
    public async Task Nobody_is_erased_with_money_of_their_own_or_money_on_its_way()
    {
        var (rich, poor, held) = (await Bank.PersonAsync(0.01m), await Bank.PersonAsync(), await Bank.PersonAsync(promo: 10));
        await Bank.AskAsync(wallet => wallet.HoldAsync(Bank.Reference("privacy"), held.Id, Money.Rupees(1), DateTimeOffset.UtcNow.AddHours(1), CancellationToken.None));

        var obstacle = await ObstacleAsync(rich);
        obstacle!.Code.Should().Be("wallet.money_left");
        obstacle.Arguments["balance"].Should().Be("0.01");
        (await ObstacleAsync(poor)).Should().BeNull();
        (await ObstacleAsync(held))!.Code.Should().Be("wallet.money_on_its_way");
    }

    [Test]
    public async Task Who_asks_to_be_erased_hears_what_is_left_to_settle()
    {
        var (asha, raj) = (await Bank.PersonAsync(12.50m), await Bank.PersonAsync());

        var refused = await asha.PostAsync("/api/v1/users/me/erasure");
        refused.Status.Should().Be(409);
        refused.Code.Should().Be("wallet.money_left");
        refused.Json.GetProperty("detail").GetString().Should().Contain("12.50");
        (await asha.SendAsync(raj.Id, 12.50m)).Status.Should().Be(201, "nothing has ended yet");

        (await asha.PostAsync("/api/v1/users/me/erasure")).Status.Should().Be(202);
        (await asha.GetAsync("/api/v1/wallet")).Status.Should().Be(401);
    }

    [Test]
    public async Task Promo_money_is_no_obstacle_and_lapses()
    {
        var asha = await Bank.PersonAsync(promo: 50);

        (await ObstacleAsync(asha)).Should().BeNull();
        await EraseAsync(asha);
        await EraseAsync(asha);

        var wallet = await asha.WalletAsync();
        (wallet.GetProperty("balance").GetDecimal(), wallet.GetProperty("promo").GetDecimal()).Should().Be((0, 0));
    }

    private static Task<Error?> ObstacleAsync(Person person) => AskAsync(data => data.FindObstacleAsync(person.Id, CancellationToken.None));

    private static Task EraseAsync(Person person) => AskAsync(async data =>
    {
        await data.EraseAsync(person.Id, CancellationToken.None);
        return true;
    });

    private static async Task<T> AskAsync<T>(Func<IPersonalData, Task<T>> ask)
    {
        await using var scope = Bank.Host.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetServices<IPersonalData>().Single(part => part.Module == "wallet"));
    }
}
