using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Mentoring.Domain.Reviews;

namespace Samjhadoo.Mentoring.Infrastructure.Reviews;

/// <summary>The verb that counts every mentor's sessions and rating anew from bookings and reviews.</summary>
internal static class RebuildMentorCounts
{
    public const string Verb = "rebuild-mentor-counts";

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var wrong = await scope.ServiceProvider.GetRequiredService<IMentorCounts>().RebuildAsync(cancellationToken);
        Console.WriteLine($"{wrong} mentors had wrong counts; all are right now.");
        return 0;
    }
}
