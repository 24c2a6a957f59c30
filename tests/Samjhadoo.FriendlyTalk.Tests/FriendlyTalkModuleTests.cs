using Samjhadoo.FriendlyTalk.Infrastructure;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Testing;

namespace Samjhadoo.FriendlyTalk.Tests;

public sealed class FriendlyTalkModuleTests
{
    [Test]
    public Task The_module_runs_with_those_it_uses_and_keeps_their_users() =>
        ModuleChecks.RunsAndKeepsUsersAsync(new IdentityModule(), new FriendlyTalkModule());
}
