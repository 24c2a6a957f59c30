using System.Net;
using Samjhadoo.__Module__.Application.Overview;
using Samjhadoo.__Module__.Infrastructure;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Shared.Application;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Testing;

namespace Samjhadoo.__Module__.Tests.Overview;

public sealed class GetOverviewTests
{
    private ModuleHost _host = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ModuleHost.StartAsync([new IdentityModule(), new __Module__Module()]);

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task The_module_reads_its_own_schema()
    {
        using var scope = _host.Services.CreateScope();
        var overview = await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(new GetOverviewQuery(), CancellationToken.None);

        overview.Value.Should().Be(new OverviewResponse("__Module__", 0));
    }

    [Test]
    public async Task A_caller_without_a_token_is_refused()
    {
        using var client = _host.Client();

        var answer = await client.GetAsync(new Uri("/api/v1/__route__/overview", UriKind.Relative));

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }
}
