using System.Net;
using System.Net.Http.Json;
using AwesomeAssertions;
using Npgsql;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Testing;

/// <summary>What every module can be asked before it has a use case.</summary>
public static class ModuleChecks
{
    /// <summary>Starts the host with these modules, is ready, and sees a user's change arrive in the last one's own <c>users</c> table.</summary>
    public static async Task RunsAndKeepsUsersAsync(params IReadOnlyList<IModule> modules)
    {
        var module = modules[^1];
        await using var host = await ModuleHost.StartAsync(modules);
        var account = await host.AccountAsync();
        using var client = host.Client(account);
        using var ready = await client.GetAsync("/health/ready");
        ready.StatusCode.Should().Be(HttpStatusCode.OK, await ready.Content.ReadAsStringAsync());

        using var edit = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/users/me")
        {
            Content = JsonContent.Create(new { name = "Asha Rao" }, mediaType: new("application/merge-patch+json")),
        };
        (await client.SendAsync(edit)).IsSuccessStatusCode.Should().BeTrue();

        await using var connection = await host.Database.OpenAsync(module);
        await Eventually.ValueAsync(
            async () =>
            {
                await using var command = new NpgsqlCommand("select name from users where id = $1", connection);
                command.Parameters.Add(new() { Value = account.Id });
                return await command.ExecuteScalarAsync() as string;
            },
            name => name == "Asha Rao");
    }
}
