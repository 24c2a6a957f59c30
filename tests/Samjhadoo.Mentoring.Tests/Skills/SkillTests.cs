namespace Samjhadoo.Mentoring.Tests.Skills;

public sealed class SkillTests
{
    private static int _number;

    [Test]
    public async Task The_taxonomy_is_read_page_by_page()
    {
        var asha = await Caller.CreateAsync();
        var seen = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await asha.GetAsync($"/skills?limit=25{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.Items.Select(skill => skill.GetProperty("slug").GetString()));
            cursor = page["nextCursor"].GetString();
        }
        while (cursor is not null);

        seen.Should().OnlyHaveUniqueItems().And.Contain(["system-design", "upsc", "agriculture"]);
    }

    [Test]
    public async Task An_admin_adds_edits_retires_and_removes()
    {
        var admin = await Caller.CreateAsync("ADMIN");
        var slug = $"kite-making-{Interlocked.Increment(ref _number)}";
        var added = await admin.PostAsync("/admin/skills", new { slug, name = "Kite making", category = "Crafts", aliases = new[] { "पतंग" } });
        added.Status.Should().Be(201, added.Text);
        var path = $"/admin/skills/{added["id"].GetInt64()}";
        var holder = await Caller.MentorAsync(headline: "Patang", skills: [slug]);

        (await admin.PostAsync("/admin/skills", new { slug, name = "Again", category = "Crafts" })).Code.Should().Be("mentoring.slug_taken");
        (await admin.DeleteAsync(path)).Code.Should().Be("mentoring.skill_in_use");
        (await admin.PatchAsync(path, new { isActive = false })).Status.Should().Be(200);
        (await holder.PatchAsync("/mentors/me", new { skills = new[] { slug } })).Status.Should().Be(200, "who has it keeps it");
        (await (await Caller.CreateAsync()).PostAsync("/mentors/me", new { headline = "x", hourlyRate = 500, languages = new[] { "en" }, skills = new[] { slug } }))
            .Code.Should().Be("mentoring.unknown_skill");
        await holder.PatchAsync("/mentors/me", new { skills = Array.Empty<string>() });
        (await admin.DeleteAsync(path)).Status.Should().Be(204);
        (await admin.DeleteAsync(path)).Code.Should().Be("mentoring.skill_not_found");
    }

    [Test]
    public async Task Whoever_has_a_renamed_skill_is_found_by_its_new_name()
    {
        var admin = await Caller.CreateAsync("ADMIN");
        var added = await admin.PostAsync("/admin/skills", new { slug = $"old-name-{Interlocked.Increment(ref _number)}", name = "Oldname", category = "Crafts" });
        await Caller.MentorAsync(skills: [added["slug"].GetString()!]);

        await admin.PatchAsync($"/admin/skills/{added["id"].GetInt64()}", new { name = "Bidriware", aliases = new[] { "बीदरी" } });

        (await admin.GetAsync("/mentors?q=bidriware")).Items.Should().ContainSingle();
        (await admin.GetAsync("/mentors?q=बीदरी")).Items.Should().ContainSingle();
    }
}
