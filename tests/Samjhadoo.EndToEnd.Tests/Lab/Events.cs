using System.Net.Http.Json;

namespace Samjhadoo.EndToEnd.Tests.Lab;

public static class Events
{
    /// <summary>Tells events through the host's API; they are committed when this returns.</summary>
    public static async Task TellAsync(this HostProcess host, string batch, int count, string? poison = null)
    {
        using var answer = await host.Client.PostAsJsonAsync("/api/v1/tally/events", new { batch, count, poison });
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
    }
}
