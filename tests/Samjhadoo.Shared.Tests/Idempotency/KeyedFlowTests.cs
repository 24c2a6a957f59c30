using System.Net;
using Samjhadoo.Shared.Tests.SampleModule;

namespace Samjhadoo.Shared.Tests.Idempotency;

[TestFixture]
internal sealed class KeyedFlowTests : SampleHost
{
    private const string Flows = "/api/v1/sample/notes/flows";

    private HttpClient _asha = null!;

    [SetUp]
    public void LogIn() => _asha = ClientOf(1);

    [TearDown]
    public void LogOut() => _asha.Dispose();

    [Test]
    public async Task A_repeated_flow_gets_the_first_answer_and_runs_once()
    {
        using var first = await PostAsync(_asha, Flows, new { title = "Note" }, "k");
        using var second = await PostAsync(_asha, Flows, new { title = "Note" }, "k");

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        (await second.Content.ReadAsByteArrayAsync()).Should().Equal(await first.Content.ReadAsByteArrayAsync());
        second.Headers.GetValues("Idempotency-Replayed").Should().Equal("true");
        (await NotesAsync()).Should().Be(2);
    }

    [Test]
    public async Task A_flow_at_once_with_itself_is_in_flight()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
        {
            using var answer = await PostAsync(_asha, Flows, new { title = "Note" }, "k");
            return answer.StatusCode;
        }));

        answers.Should().OnlyContain(status => status == HttpStatusCode.OK || status == HttpStatusCode.Conflict);
        (await NotesAsync()).Should().Be(2);
    }

    [Test]
    public async Task A_refused_flow_is_replayed()
    {
        using var first = await PostAsync(_asha, Flows, new { title = "forbidden" }, "k");
        using var second = await PostAsync(_asha, Flows, new { title = "forbidden" }, "k");

        first.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await second.Content.ReadAsByteArrayAsync()).Should().Equal(await first.Content.ReadAsByteArrayAsync());
        second.Headers.Contains("Idempotency-Replayed").Should().BeTrue();
    }

    [Test]
    public async Task A_flow_that_failed_halfway_runs_again_with_the_same_reference()
    {
        using var crashed = await PostAsync(_asha, Flows, new { title = "halfway" }, "k");
        crashed.StatusCode.Should().Be(HttpStatusCode.InternalServerError);

        using var again = await PostAsync(_asha, Flows, new { title = "halfway" }, "k");
        again.StatusCode.Should().Be(HttpStatusCode.Conflict, "the first step's note stands, and this sample does not look for it");
    }

    [Test]
    public async Task A_flow_whose_host_died_is_in_flight_until_its_lease_is_over_and_then_runs_again()
    {
        using (var request = await PostAsync(_asha, Flows, new { title = "Note" }, "k"))
            request.EnsureSuccessStatusCode();
        await ScalarAsync<object>("with gone as (delete from sample.notes) update sample.idempotency_keys set outcome = null, lease_until = clock_timestamp() + interval '1 h' returning key");
        using var busy = await PostAsync(_asha, Flows, new { title = "Note" }, "k");
        await ScalarAsync<object>("update sample.idempotency_keys set lease_until = clock_timestamp() returning key");
        using var again = await PostAsync(_asha, Flows, new { title = "Note" }, "k");

        busy.StatusCode.Should().Be(HttpStatusCode.Conflict);
        again.StatusCode.Should().Be(HttpStatusCode.OK);
        (await NotesAsync()).Should().Be(2);
    }
}
