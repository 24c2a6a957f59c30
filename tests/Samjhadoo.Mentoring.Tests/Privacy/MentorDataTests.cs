using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Mentoring.Tests.Privacy;

public sealed class MentorDataTests
{
    [Test]
    public async Task An_export_holds_what_he_said_of_himself()
    {
        var raj = await Caller.MentorAsync(headline: "Exported headline", bio: "निर्यात", skills: ["python"]);
        await raj.PostAsync("/mentors/me/verification", new { evidenceLinks = new[] { "https://example.in/degree" } });

        var export = await UseAsync(data => data.ExportAsync(raj.Id, CancellationToken.None));

        export!["profile"]!["headline"]!.GetValue<string>().Should().Be("Exported headline");
        export["profile"]!["skills"]![0]!.GetValue<string>().Should().Be("python");
        export["availability"]!["timeZone"]!.GetValue<string>().Should().Be("Asia/Kolkata");
        export["verificationRequests"]![0]!["evidenceLinks"]![0]!.GetValue<string>().Should().Be("https://example.in/degree");
        (await UseAsync(data => data.ExportAsync(long.MaxValue, CancellationToken.None))).Should().BeNull("nobody without a profile has anything here");
    }

    [Test]
    public async Task An_erasure_leaves_no_word_of_his_and_can_be_repeated()
    {
        const string word = "jalatarangam";
        var raj = await Caller.MentorAsync(headline: $"Plays the {word}", bio: "Life story", expertise: "Music", skills: ["music"]);
        await raj.PostAsync("/mentors/me/verification", new { evidenceLinks = new[] { "https://example.in/degree" }, note = "Mine" });
        var asha = await Caller.CreateAsync();
        (await asha.GetAsync($"/mentors?q={word}")).Items.Should().ContainSingle();

        for (var times = 0; times < 2; times++)
            await UseAsync(async data =>
            {
                await data.EraseAsync(raj.Id, CancellationToken.None);
                return 0;
            });

        (await asha.GetAsync($"/mentors?q={word}")).Items.Should().BeEmpty();
        (await Academy.ReadAsync<bool>("select exists (select from search_words where word = @word)", new { word })).Should().BeFalse();
        (await Academy.ReadAsync<string>("select concat(headline, bio, expertise) from mentor_profiles where user_id = @Id", new { raj.Id })).Should().BeEmpty();
        (await Academy.ReadAsync<int>("select count(*)::int from verification_requests where mentor_id = @Id and (note is not null or evidence_links <> '{}')", new { raj.Id })).Should().Be(0);
        (await Academy.ReadAsync<int>("select version from mentor_profiles where user_id = @Id", new { raj.Id })).Should().Be(2, "the second time changes nothing");
    }

    private static async Task<T> UseAsync<T>(Func<IPersonalData, Task<T>> use)
    {
        await using var scope = Academy.Host.Services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetServices<IPersonalData>().Single(data => data.Module == "mentoring"));
    }
}
