using Microsoft.AspNetCore.Routing;
using Samjhadoo.Identity.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Identity.Infrastructure;

/// <summary>The Identity module.</summary>
public sealed class IdentityModule : IModule
{
    /// <inheritdoc />
    public string Name => "Identity";

    /// <inheritdoc />
    public string Schema => "identity";

    /// <inheritdoc />
    public void Register(ModuleBuilder module) => module.UseDatabase<IdentityDbContext>();

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
