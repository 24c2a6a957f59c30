using Samjhadoo.Testing;

namespace Samjhadoo.Architecture.Tests;

public sealed class WalkingSkeletonTests
{
    [Test]
    public async Task The_host_with_every_module_starts_over_a_migrated_database()
    {
        await using var host = await ModuleHost.StartAsync(Host.Modules.All);
        using var client = host.Client();
        (await client.GetAsync("/health/live")).IsSuccessStatusCode.Should().BeTrue();
    }
}
