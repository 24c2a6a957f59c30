using Microsoft.AspNetCore.Routing;
using Samjhadoo.Wallet.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Wallet.Infrastructure;

/// <summary>The Wallet module.</summary>
public sealed class WalletModule : IModule
{
    /// <inheritdoc />
    public string Name => "Wallet";

    /// <inheritdoc />
    public string Schema => "wallet";

    /// <inheritdoc />
    public void Register(ModuleBuilder module) => module.UseDatabase<WalletDbContext>(keepUsers: true);

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }
}
