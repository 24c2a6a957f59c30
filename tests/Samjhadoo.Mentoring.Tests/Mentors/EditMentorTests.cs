namespace Samjhadoo.Mentoring.Tests.Mentors;

public sealed class EditMentorTests
{
    [Test]
    public async Task What_is_absent_stays_and_null_clears()
    {
        var raj = await Caller.MentorAsync(headline: "Old", bio: "Long story", skills: ["python", "java"]);

        var edited = await raj.PatchAsync("/mentors/me", new { headline = "New", bio = (string?)null, skills = new[] { "java", "go" }, languages = new[] { "ta" } });

        edited.Status.Should().Be(200, edited.Text);
        edited["headline"].GetString().Should().Be("New");
        edited["bio"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        edited["hourlyRate"].GetDecimal().Should().Be(600);
        edited["skills"].EnumerateArray().Select(skill => skill.GetProperty("slug").GetString()).Should().Equal("go", "java");
        edited["languages"].EnumerateArray().Select(language => language.GetString()).Should().Equal("ta");
        edited["version"].GetInt32().Should().Be(2);
    }

    [Test]
    public async Task An_edit_of_an_old_version_is_refused()
    {
        var raj = await Caller.MentorAsync();
        var read = await raj.GetAsync("/mentors/me");
        await raj.PatchAsync("/mentors/me", new { headline = "First" }, read.ETag);

        var second = await raj.PatchAsync("/mentors/me", new { headline = "Second" }, read.ETag);

        second.Status.Should().Be(412);
        (await raj.PatchAsync("/mentors/me", new { headline = "Third" }, ifMatch: null)).Status.Should().Be(428);
        (await raj.GetAsync("/mentors/me"))["headline"].GetString().Should().Be("First");
    }

    [Test]
    public async Task A_paused_mentor_is_seen_and_not_found()
    {
        var raj = await Caller.MentorAsync(headline: "Zymurgist pauses");
        var asha = await Caller.CreateAsync();

        await raj.PostAsync("/mentors/me/pause");

        (await asha.GetAsync($"/mentors/{raj.Id}"))["takesBookings"].GetBoolean().Should().BeFalse();
        (await asha.GetAsync("/mentors?q=zymurgist")).Items.Should().BeEmpty();
        await raj.PostAsync("/mentors/me/resume");
        (await asha.GetAsync("/mentors?q=zymurgist")).Items.Should().ContainSingle();
    }

    [Test]
    public async Task Others_see_the_page_without_what_is_his_own()
    {
        var raj = await Caller.MentorAsync(headline: "Page", skills: ["python"]);
        var asha = await Caller.CreateAsync();

        var page = await asha.GetAsync($"/mentors/{raj.Id}");

        page.Status.Should().Be(200, page.Text);
        page.ETag.Should().StartWith("\"1.");
        page["skills"][0].GetProperty("name").GetString().Should().Be("Python");
        page.Json.EnumerateObject().Select(member => member.Name).Should().NotContain(["pausedAt", "roleGrantedAt", "updatedAt"]);
    }

    [Test]
    public async Task A_suspended_mentor_is_gone()
    {
        var raj = await Caller.MentorAsync(headline: "Quidditch coach");
        var asha = await Caller.CreateAsync();

        await Academy.ExecuteAsync("update users set is_active = false where id = @Id", new { raj.Id });

        (await asha.GetAsync($"/mentors/{raj.Id}")).Code.Should().Be("mentoring.mentor_not_found");
        (await asha.GetAsync("/mentors?q=quidditch")).Items.Should().BeEmpty();
    }

    [Test]
    public async Task A_user_without_a_profile_has_nothing_to_edit()
    {
        var mentor = await Caller.CreateAsync("MENTOR");

        (await mentor.GetAsync("/mentors/me")).Code.Should().Be("mentoring.no_profile");
        (await mentor.PatchAsync("/mentors/me", new { headline = "x" })).Code.Should().Be("mentoring.no_profile");
        (await mentor.PostAsync("/mentors/me/pause")).Code.Should().Be("mentoring.no_profile");
        (await mentor.GetAsync("/mentors/me/availability")).Code.Should().Be("mentoring.no_profile");
        (await mentor.GetAsync($"/mentors/{mentor.Id}")).Code.Should().Be("mentoring.mentor_not_found");
    }

    [Test]
    public async Task New_limits_bind_new_rates_only()
    {
        var admin = await Caller.CreateAsync("ADMIN");
        var raj = await Caller.MentorAsync(rate: 150);
        var limits = await admin.GetAsync("/admin/mentor-rate-limits");
        try
        {
            (await admin.PutAsync("/admin/mentor-rate-limits", new { minimum = 200, maximum = 10000 }, limits.ETag)).Status.Should().Be(200);

            (await raj.PatchAsync("/mentors/me", new { headline = "Keeps the rate" })).Status.Should().Be(200);
            (await raj.PatchAsync("/mentors/me", new { hourlyRate = 199.99 })).Code.Should().Be("mentoring.rate_outside_limits");
            (await admin.PutAsync("/admin/mentor-rate-limits", new { minimum = 1, maximum = 10000 }, limits.ETag)).Status.Should().Be(412);
            (await admin.PutAsync("/admin/mentor-rate-limits", new { minimum = 300, maximum = 200 }, "*")).Status.Should().Be(400);
        }
        finally
        {
            await Academy.ExecuteAsync("update rate_limits set minimum = 100, maximum = 10000");
        }
    }
}
