using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Hosting;

/// <summary>The verb <c>seed --users N</c>: N made-up users in every module.</summary>
internal static class Seeding
{
    /// <summary>Far above what the sequences will ever hand out.</summary>
    private const long FirstId = 1_000_000_000;

    private const int Batch = 2_000;

    public static async Task RunAsync(WebApplication app, IReadOnlyList<IModule> modules, CancellationToken cancellationToken)
    {
        var users = app.Configuration.GetValue<int>("users");
        if (users <= 0)
            throw new InvalidOperationException("seed needs --users N.");
        foreach (var module in modules)
        {
            for (var done = 0; done < users; done += Batch)
                await module.SeedUsersAsync(app.Services, FirstId + done, FirstId + Math.Min(done + Batch, users) - 1, cancellationToken);
        }
    }
}
