using System.Net;
using System.Net.Http.Json;
using Samjhadoo.__Module__.Infrastructure;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Testing;

namespace Samjhadoo.__Module__.Tests.Overview;

public sealed class GetOverviewTests
{
    private static readonly Uri Overview = new("/api/v1/__route__/overview", UriKind.Relative);

    private ModuleHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ModuleHost.StartAsync([new IdentityModule(), new __Module__Module()]);

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task A_user_sees_what_the_module_reads_in_its_own_schema()
    {
        using var client = _host.Client(await _host.AccountAsync());

        var overview = await client.GetFromJsonAsync<Dictionary<string, object>>(Overview);

        overview.Should().ContainKey("module").WhoseValue!.ToString().Should().Be("__Module__");
        overview.Should().ContainKey("people");
    }

    [Test]
    public async Task A_caller_without_a_token_is_refused()
    {
        using var client = _host.Client();

        using var answer = await client.GetAsync(Overview);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
