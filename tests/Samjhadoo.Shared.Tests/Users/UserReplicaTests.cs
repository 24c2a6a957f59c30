using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Users;
using Samjhadoo.Shared.Tests.SampleModule;

namespace Samjhadoo.Shared.Tests.Users;

[TestFixture]
internal sealed class UserReplicaTests : SampleHost
{
    private static readonly UserSnapshot Asha =
        new(7, "asha", "Asha", "USER", IsActive: true, "Asia/Kolkata", "hi", "STUDENT", CommunityVerified: false, CityTier: 2, Version: 3);

    [Test]
    public async Task A_newer_version_replaces_the_row_and_an_older_or_doubled_one_does_not()
    {
        await TellAsync(Asha);
        await TellAsync(Asha with { Name = "Old", Version = 2 });
        await TellAsync(Asha with { Name = "Doubled", Version = 3 });
        (await NameAsync()).Should().Be("Asha");

        await TellAsync(Asha with { Name = "Asha Rao", Version = 4 });
        (await NameAsync()).Should().Be("Asha Rao");
    }

    [Test]
    public async Task A_user_whose_event_has_not_come_is_fetched_and_one_who_does_not_exist_is_not()
    {
        Users.Unknown.Add(404);
        await using var scope = Host.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredKeyedService<IUserReplica>("Sample");

        (await users.EnsureAsync(42, CancellationToken.None)).Should().BeTrue();
        (await users.EnsureAsync(42, CancellationToken.None)).Should().BeTrue();
        (await users.EnsureAsync(404, CancellationToken.None)).Should().BeFalse();

        (await ScalarAsync<string>("select string_agg(username, ',') from sample.users")).Should().Be("user42");
    }

    [Test]
    public async Task First_contacts_at_once_insert_one_row()
    {
        var known = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var scope = Host.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredKeyedService<IUserReplica>("Sample").EnsureAsync(42, CancellationToken.None);
        }));

        known.Should().OnlyContain(one => one);
        (await ScalarAsync<long>("select count(*) from sample.users")).Should().Be(1);
    }

    private async Task TellAsync(UserSnapshot user)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReplicateUser<SampleDbContext>>()
            .ConsumeAsync(new UserChanged(user), new EventContext(Guid.NewGuid(), $"user:{user.Id}", user.Version, DateTimeOffset.UnixEpoch), CancellationToken.None);
    }

    private Task<string> NameAsync() => ScalarAsync<string>("select name from sample.users where id = 7");
}
