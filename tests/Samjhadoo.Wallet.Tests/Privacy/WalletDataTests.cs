using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Wallet.Tests.Privacy;

public sealed class WalletDataTests
{
    [Test]
    public async Task The_export_has_every_movement_and_the_erasure_takes_what_was_written_and_leaves_the_books()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var transfer = await asha.SendAsync(raj.Id, 10, note: "for the doctor");
        await using var scope = Bank.Host.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetServices<IPersonalData>().Single(part => part.Module == "wallet");

        var export = (await data.ExportAsync(asha.Id, CancellationToken.None))!;
        export["transactions"]!.AsArray().Should().HaveCount(2);
        export.ToJsonString().Should().Contain("for the doctor");
        (await data.ExportAsync(raj.Id, CancellationToken.None))!.ToJsonString().Should().NotContain("for the doctor");

        await data.EraseAsync(asha.Id, CancellationToken.None);
        await data.EraseAsync(asha.Id, CancellationToken.None);

        var left = await raj.GetAsync(transfer.Location!);
        left.Json.GetProperty("note").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        left.Json.GetProperty("amount").GetDecimal().Should().Be(10);
    }
}
