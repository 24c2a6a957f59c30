using Dapper;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Mentoring.Infrastructure;
using Samjhadoo.Mentoring.Infrastructure.Samples;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Infrastructure;

namespace Samjhadoo.Mentoring.Tests.Samples;

public sealed class SampleMentorTests
{
    [Test]
    public async Task Forty_mentors_with_skills_and_hours_are_made_once()
    {
        var identity = new IdentityModule();
        await using var host = await ModuleHost.StartAsync([identity, new WalletModule(), new MentoringModule()]);
        for (var times = 0; times < 2; times++)
        {
            foreach (var module in new Samjhadoo.Shared.Infrastructure.Modules.IModule[] { identity, Academy.Module })
                await module.LoadSampleDataAsync(host.Services, CancellationToken.None);
        }

        await using var connection = await host.Database.OpenAsync(Academy.Module);
        (await connection.ExecuteScalarAsync<int>("select count(*) from mentor_listings")).Should().Be(40);
        (await connection.ExecuteScalarAsync<int>("select count(*) from mentor_listings where open_hours = '{}'")).Should().Be(0);
        (await connection.ExecuteScalarAsync<int>("select count(distinct l) from mentor_listings, unnest(languages) as l")).Should().BeGreaterThan(12);
        (await connection.ExecuteScalarAsync<int>("select count(*) from mentor_skills")).Should().Be(SampleMentors.All.Sum(mentor => mentor.Skills.Count), "every skill is one of the taxonomy");
        SampleMentors.All.Select(mentor => mentor.Username).Should().BeEquivalentTo(
            SampleUsers.All.Where(user => user.Role == "MENTOR").Concat(SampleUsers.Mentors).Select(user => user.Username));
    }
}
