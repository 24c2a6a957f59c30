using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Mentoring.Infrastructure.Endpoints;
using Samjhadoo.Mentoring.Infrastructure.Mentors;
using Samjhadoo.Mentoring.Infrastructure.Persistence;
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
    public void Register(ModuleBuilder module) => module
        .UseDatabase<MentoringDbContext>(keepUsers: true)
        .AddMentors();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapMentors();
        api.MapMentorAdministration();
    }

    /// <inheritdoc />
    public Task SeedReferenceDataAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        ReferenceData.MakeAsync(services.GetRequiredKeyedService<NpgsqlDataSource>(Name), cancellationToken);
}
