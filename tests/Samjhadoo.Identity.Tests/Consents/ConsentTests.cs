using System.Net;
using System.Text.Json;
using Samjhadoo.Identity.Domain.Consents;

namespace Samjhadoo.Identity.Tests.Consents;

public sealed class ConsentTests
{
    [Test]
    public async Task The_last_word_counts_and_every_word_is_kept()
    {
        var (account, client) = await Accounts.NewAsync();
        var version = ConsentTexts.VersionOf(ConsentPurpose.Marketing);

        (await OfAsync(client, "MARKETING")).GetProperty("recordedAt").ValueKind.Should().Be(JsonValueKind.Null);
        await client.SendJsonAsync(HttpMethod.Post, "users/me/consents", new { purpose = "MARKETING", version, granted = true }).ShouldBeAsync(HttpStatusCode.Created);
        (await OfAsync(client, "MARKETING")).GetProperty("granted").GetBoolean().Should().BeTrue();
        await client.SendJsonAsync(HttpMethod.Post, "users/me/consents", new { purpose = "MARKETING", version, granted = false }).ShouldBeAsync(HttpStatusCode.Created);

        var now = await OfAsync(client, "MARKETING");
        now.GetProperty("granted").GetBoolean().Should().BeFalse();
        now.GetProperty("version").GetString().Should().Be(version);
        (await AuthHost.CountAsync("select count(*) from identity.consent_records where user_id = $1", account.Id)).Should().Be(2);
    }

    [Test]
    public async Task Nobody_agrees_to_a_text_that_is_not_shown()
    {
        var (_, client) = await Accounts.NewAsync();

        await client.SendJsonAsync(HttpMethod.Post, "users/me/consents", new { purpose = "ANALYTICS", version = "2019-01", granted = true })
            .ShouldRefuseAsync(HttpStatusCode.Conflict, "identity.consent_text_outdated");
    }

    [Test]
    public async Task What_the_account_needs_is_withdrawn_by_erasing_it()
    {
        var (_, client) = await Accounts.NewAsync();

        await client.SendJsonAsync(HttpMethod.Post, "users/me/consents", new { purpose = "SERVICE", version = ConsentTexts.VersionOf(ConsentPurpose.Service), granted = false })
            .ShouldRefuseAsync(HttpStatusCode.UnprocessableEntity, "identity.consent_required");
    }

    [Test]
    public async Task An_unknown_purpose_is_answered_with_the_list()
    {
        var (_, client) = await Accounts.NewAsync();

        using var answer = await client.SendJsonAsync(HttpMethod.Post, "users/me/consents", new { purpose = "SPYING", version = "2026-11", granted = true });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.JsonAsync()).GetProperty("errors")[0].GetProperty("message").GetString().Should().Contain("SERVICE, MARKETING, ANALYTICS, AI_HISTORY");
    }

    private static async Task<JsonElement> OfAsync(HttpClient client, string purpose) =>
        (await client.ReadAsync("users/me/consents").JsonAsync()).GetProperty("items").EnumerateArray().Single(item => item.GetProperty("purpose").GetString() == purpose);
}
