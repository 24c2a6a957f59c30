using Microsoft.AspNetCore.Routing;
using Samjhadoo.Gamification.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Gamification.Infrastructure;

/// <summary>The Gamification module.</summary>
public sealed class GamificationModule : IModule
{
    /// <inheritdoc />
    public string Name => "Gamification";

    /// <inheritdoc />
    public string Schema => "gamification";

    /// <inheritdoc />
    public void Register(ModuleBuilder module) => module.UseDatabase<GamificationDbContext>(keepUsers: true);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
