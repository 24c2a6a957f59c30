using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Mentoring.Infrastructure;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Infrastructure;

namespace Samjhadoo.Mentoring.Tests;

public sealed class MentoringModuleTests
{
    [Test]
    public Task The_module_runs_with_those_it_uses_and_keeps_their_users() =>
        ModuleChecks.RunsAndKeepsUsersAsync(new IdentityModule(), new WalletModule(), new MentoringModule());
}
