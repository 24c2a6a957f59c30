using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Mentoring.Infrastructure.Bookings;
using Samjhadoo.Mentoring.Infrastructure.Endpoints;
using Samjhadoo.Mentoring.Infrastructure.Mentors;
using Samjhadoo.Mentoring.Infrastructure.Persistence;
using Samjhadoo.Mentoring.Infrastructure.Pricing;
using Samjhadoo.Mentoring.Infrastructure.Reviews;
using Samjhadoo.Mentoring.Infrastructure.Samples;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Mentoring.Infrastructure;

/// <summary>The Mentoring module.</summary>
public sealed class MentoringModule : IModule
{
    /// <inheritdoc />
    public string Name => "Mentoring";

    /// <inheritdoc />
    public string Schema => "mentoring";

    /// <inheritdoc />
    public IReadOnlyList<string> AppendOnlyTables => ["price_snapshots", "pricing_rule_changes"];

    /// <inheritdoc />
    public void Register(ModuleBuilder module) => module
        .UseDatabase<MentoringDbContext>(keepUsers: true)
        .AddMentors()
        .AddBookings();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapMentors();
        api.MapMentorAdministration();
        api.MapPricing();
        api.MapBookings();
        api.MapReviews();
        api.MapCalendar();
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> Verbs { get; } =
        new Dictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> { [RebuildMentorCounts.Verb] = RebuildMentorCounts.RunAsync };

    /// <inheritdoc />
    public async Task SeedReferenceDataAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredKeyedService<NpgsqlDataSource>(Name);
        await ReferenceData.MakeAsync(database, cancellationToken);
        await StandardRules.MakeAsync(database, cancellationToken);
    }

    /// <inheritdoc />
    public async Task LoadSampleDataAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var mentor in SampleMentors.All)
        {
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(mentor, cancellationToken);
        }
    }

    /// <inheritdoc />
    public Task SeedMentorsAsync(IServiceProvider services, long firstId, long lastId, CancellationToken cancellationToken) =>
        SeededMentors.MakeAsync(services.GetRequiredKeyedService<NpgsqlDataSource>(Name), firstId, lastId, cancellationToken);
}
