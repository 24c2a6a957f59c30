using System.Net;
using System.Net.Http.Json;

namespace Samjhadoo.EndToEnd.Tests.Api;

/// <summary>Who edits what he has seen does not undo what another wrote meanwhile.</summary>
public sealed class ConditionTests
{
    [Test]
    public async Task Of_two_writers_at_once_with_the_same_If_Match_one_wins_and_one_hears_412()
    {
        var account = await ApiHost.Host.AccountAsync();
        using var client = ApiHost.Host.Client(account);
        for (var round = 0; round < 20; round++)
        {
            using var seen = await client.GetAsync("/api/v1/users/me");
            var tag = seen.Headers.ETag!.ToString();
            var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(writer => EditAsync(client, tag, $"Writer {writer} of {round}")));
            answers.Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed]);
        }
    }

    private static async Task<HttpStatusCode> EditAsync(HttpClient client, string tag, string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/users/me")
        {
            Content = JsonContent.Create(new { name }, mediaType: new("application/merge-patch+json")),
        };
        request.Headers.TryAddWithoutValidation("If-Match", tag);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
