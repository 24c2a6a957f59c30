using Samjhadoo.Mentoring.Tests.Bookings;

namespace Samjhadoo.Mentoring.Tests.Pricing;

public sealed class PricingRuleTests
{
    [Test]
    public async Task A_change_needs_the_version_it_was_made_against_and_is_kept_for_ever()
    {
        var admin = await Desk.PartyAsync("ADMIN");
        // A community of nobody else's tests.
        var id = await Academy.ReadAsync<long>("select id from pricing_rules where kind = 'COMMUNITY' and key = 'SENIOR_CITIZEN'");
        var rule = await admin.GetAsync($"/admin/pricing-rules/{id}");
        rule.Status.Should().Be(200, rule.Text);
        var before = rule["percent"].GetDecimal();

        (await admin.PutAsync($"/admin/pricing-rules/{id}", new { percent = 25, reason = "Diwali" })).Status.Should().Be(428);
        (await admin.PutAsync($"/admin/pricing-rules/{id}", new { percent = 95, reason = "Too much" }, rule.ETag)).Code.Should().Be("mentoring.percent_out_of_range");
        var changed = await admin.PutAsync($"/admin/pricing-rules/{id}", new { percent = 25, reason = "Diwali" }, rule.ETag);
        changed.Status.Should().Be(200, changed.Text);
        (await admin.PutAsync($"/admin/pricing-rules/{id}", new { percent = 30, reason = "Late" }, rule.ETag)).Status.Should().Be(412);

        var changes = await admin.GetAsync($"/admin/pricing-rules/{id}/changes");
        var line = changes.Items[0];
        (line.GetProperty("before").GetDecimal(), line.GetProperty("after").GetDecimal(), line.GetProperty("reason").GetString(), line.GetProperty("adminId").GetInt64())
            .Should().Be((before, 25m, "Diwali", admin.Id));
        var rewrite = () => Academy.ExecuteAsync("update pricing_rule_changes set after = 1");
        await rewrite.Should().ThrowAsync<Npgsql.PostgresException>("history is append-only");
    }

    [Test]
    public async Task A_new_percentage_counts_for_new_quotes_and_leaves_old_ones_alone()
    {
        var admin = await Desk.PartyAsync("ADMIN");
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(cityTier: 2));
        var quote = await mentee.QuoteAsync(mentor, 60);
        var id = await Academy.ReadAsync<long>("select id from pricing_rules where kind = 'REGIONAL' and key = '2'");
        (await admin.PutAsync($"/admin/pricing-rules/{id}", new { percent = 85.5, reason = "Trial" }, "*")).Status.Should().Be(200);
        try
        {
            (await mentee.GetAsync($"/pricing/quotes/{quote}"))["price"].GetProperty("total").GetDecimal().Should().Be(720m);
            var fresh = await mentee.QuoteAsync(mentor, 60);
            (await mentee.GetAsync($"/pricing/quotes/{fresh}"))["price"].GetProperty("total").GetDecimal().Should().Be(684m);
        }
        finally
        {
            await admin.PutAsync($"/admin/pricing-rules/{id}", new { percent = 90, reason = "Back" }, "*");
        }
    }

    [Test]
    public async Task Rules_are_an_admins_business()
    {
        var mentor = await Desk.MentorAsync();
        (await mentor.GetAsync("/admin/pricing-rules")).Status.Should().Be(403);
        var admin = await Desk.PartyAsync("ADMIN");
        (await admin.GetAsync("/admin/pricing-rules")).Items.Should().HaveCountGreaterThanOrEqualTo(9);
    }
}
