using Samjhadoo.Host;
using Samjhadoo.Journey;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests;

public sealed class JourneyTests
{
    [Test]
    public async Task The_golden_journey_holds_no_surprise_and_can_be_walked_again()
    {
        await using var host = await ModuleHost.StartAsync(Modules.All);
        foreach (var module in Modules.All)
            await module.LoadSampleDataAsync(host.Services, CancellationToken.None);

        (await GoldenJourney.RunAsync(host.Url, $"{host.Folder}/mail", TestContext.Out)).Should().BeTrue();
        (await GoldenJourney.RunAsync(host.Url, $"{host.Folder}/mail", TestContext.Out)).Should().BeTrue();
    }
}
