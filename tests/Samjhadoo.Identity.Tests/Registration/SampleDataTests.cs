using System.Net;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Identity.Infrastructure.Users;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Tests.Registration;

public sealed class SampleDataTests
{
    [Test]
    public async Task The_sample_people_can_log_in_and_loading_them_again_changes_nothing()
    {
        var module = new IdentityModule();
        await module.LoadSampleDataAsync(AuthHost.Host.Services, CancellationToken.None);
        await module.LoadSampleDataAsync(AuthHost.Host.Services, CancellationToken.None);

        SampleUsers.All.Should().HaveCount(8);
        foreach (var person in SampleUsers.All)
        {
            using var client = AuthHost.Client();
            await client.LoginAsync(person.Username, SamplePeople.Password).ShouldBeAsync(HttpStatusCode.OK);
            (await AuthHost.CountAsync(
                "select count(*) from identity.outbox_messages where name = 'identity.user_registered.v1' and aggregate = 'user:' || (select id from identity.users where username = $1)",
                person.Username)).Should().Be(1);
        }
    }
}
