using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Hosting;

/// <summary>The verb <c>seed --users N --mentors M</c>: N made-up users in every module, the first M of whom are mentors.</summary>
internal static class Seeding
{
    /// <summary>Far above what the sequences will ever hand out.</summary>
    private const long FirstId = 1_000_000_000;

    private const int Batch = 2_000;

    public static async Task RunAsync(WebApplication app, IReadOnlyList<IModule> modules, CancellationToken cancellationToken)
    {
        var mentors = app.Configuration.GetValue<int>("mentors");
        var users = Math.Max(mentors, app.Configuration.GetValue<int>("users"));
        if (users <= 0)
            throw new InvalidOperationException("seed needs --users N or --mentors N.");
        foreach (var module in modules)
        {
            await InBatchesAsync(users, (first, last) => module.SeedUsersAsync(app.Services, first, last, cancellationToken));
            await InBatchesAsync(mentors, (first, last) => module.SeedMentorsAsync(app.Services, first, last, cancellationToken));
        }
    }

    private static async Task InBatchesAsync(int count, Func<long, long, Task> seed)
    {
        for (var done = 0; done < count; done += Batch)
            await seed(FirstId + done, FirstId + Math.Min(done + Batch, count) - 1);
    }
}
