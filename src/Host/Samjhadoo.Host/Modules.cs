using Samjhadoo.AI.Infrastructure;
using Samjhadoo.FriendlyTalk.Infrastructure;
using Samjhadoo.Gamification.Infrastructure;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Mentoring.Infrastructure;
using Samjhadoo.Wallet.Infrastructure;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Host;

/// <summary>The modules of this host, one line each; a module comes after those it uses.</summary>
public static class Modules
{
    public static IReadOnlyList<IModule> All { get; } =
    [
        new IdentityModule(),
        new WalletModule(),
        new MentoringModule(),
        new FriendlyTalkModule(),
        new AIModule(),
        new GamificationModule(),
    ];
}
