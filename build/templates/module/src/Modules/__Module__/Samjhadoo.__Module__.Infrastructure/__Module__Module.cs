using Microsoft.AspNetCore.Routing;
using Samjhadoo.__Module__.Infrastructure.Endpoints;
using Samjhadoo.__Module__.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.__Module__.Infrastructure;

/// <summary>The __Module__ module.</summary>
public sealed class __Module__Module : IModule
{
    /// <inheritdoc />
    public string Name => "__Module__";

    /// <inheritdoc />
    public string Schema => "__schema__";

    /// <inheritdoc />
    public void Register(ModuleBuilder module) => module.UseDatabase<__Module__DbContext>(keepUsers: true);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api) => api.MapOverview();
}
