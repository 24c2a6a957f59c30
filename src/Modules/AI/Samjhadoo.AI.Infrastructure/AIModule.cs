using Microsoft.AspNetCore.Routing;
using Samjhadoo.AI.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.AI.Infrastructure;

/// <summary>The AI module.</summary>
public sealed class AIModule : IModule
{
    /// <inheritdoc />
    public string Name => "AI";

    /// <inheritdoc />
    public string Schema => "ai";

    /// <inheritdoc />
    public void Register(ModuleBuilder module) => module.UseDatabase<AIDbContext>(keepUsers: true);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
