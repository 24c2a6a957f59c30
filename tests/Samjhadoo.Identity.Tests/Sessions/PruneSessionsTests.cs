using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Identity.Infrastructure.Sessions;

namespace Samjhadoo.Identity.Tests.Sessions;

public sealed class PruneSessionsTests
{
    [Test]
    public async Task What_is_no_longer_needed_goes_in_its_time()
    {
        using var client = AuthHost.Client();
        var tokens = await client.TokensAsync(await AuthHost.RegisteredAsync());
        Task<long> SessionsAsync() => AuthHost.CountAsync("select count(*) from identity.sessions where id = $1", tokens.SessionId);
        Task<long> TokensAsync() => AuthHost.CountAsync("select count(*) from identity.refresh_tokens where session_id = $1", tokens.SessionId);
        try
        {
            await PruneAsync();
            (await SessionsAsync(), await TokensAsync()).Should().Be((1, 1));

            AuthHost.Host.Clock.Advance(TimeSpan.FromDays(31));
            await PruneAsync();
            (await SessionsAsync(), await TokensAsync()).Should().Be((1, 0));
            (await AuthHost.CountAsync("select count(*) from identity.login_throttles")).Should().Be(0);

            AuthHost.Host.Clock.Advance(TimeSpan.FromDays(60));
            await PruneAsync();
            (await SessionsAsync()).Should().Be(0);
        }
        finally
        {
            AuthHost.Host.Clock.Reset();
        }
    }

    private static async Task PruneAsync()
    {
        using var scope = AuthHost.Host.Services.CreateScope();
        await scope.ServiceProvider.GetRequiredService<PruneSessions>().RunAsync(CancellationToken.None);
    }
}
