using Microsoft.AspNetCore.Routing;
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
    public void Register(ModuleBuilder module) => module.UseDatabase<MentoringDbContext>(keepUsers: true);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
