using Microsoft.AspNetCore.Routing;
using Samjhadoo.FriendlyTalk.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.FriendlyTalk.Infrastructure;

/// <summary>The FriendlyTalk module.</summary>
public sealed class FriendlyTalkModule : IModule
{
    /// <inheritdoc />
    public string Name => "FriendlyTalk";

    /// <inheritdoc />
    public string Schema => "friendly_talk";

    /// <inheritdoc />
    public void Register(ModuleBuilder module) => module.UseDatabase<FriendlyTalkDbContext>(keepUsers: true);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
