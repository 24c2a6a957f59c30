using System.Net;
using System.Text.Json;
using Samjhadoo.Shared.Tests.SampleModule;

namespace Samjhadoo.Shared.Tests.Idempotency;

[TestFixture]
internal sealed class KeyedCommandTests : SampleHost
{
    private const string Notes = "/api/v1/sample/notes";
    private const string Paid = "/api/v1/sample/notes/paid";

    private HttpClient _asha = null!;

    [SetUp]
    public void LogIn() => _asha = ClientOf(1);

    [TearDown]
    public void LogOut() => _asha.Dispose();

    [Test]
    public async Task A_hundred_keys_sent_ten_times_at_once_have_a_hundred_effects()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(async i =>
        {
            var n = i % 100;
            while (true)
            {
                using var answer = await PostAsync(_asha, Notes, new { title = $"Note {n}", price = n }, $"key-{n}");
                var body = await answer.Content.ReadAsStringAsync();
                if (answer.StatusCode is not (HttpStatusCode.Conflict or HttpStatusCode.ServiceUnavailable))
                    return (Key: n, answer.StatusCode, Body: body);
                CodeOf(body).Should().BeOneOf("request.in_flight", "server.unavailable");
            }
        }));

        answers.Should().OnlyContain(answer => answer.StatusCode == HttpStatusCode.Created);
        answers.GroupBy(answer => answer.Key).Should().OnlyContain(same => same.Select(answer => answer.Body).Distinct().Count() == 1);
        (await NotesAsync()).Should().Be(100);
    }

    [Test]
    public async Task A_repeated_request_gets_the_first_answer_byte_for_byte()
    {
        using var first = await PostAsync(_asha, Notes, new { title = "Half", price = 10.5m }, "k");
        using var second = await PostAsync(_asha, Notes, new { title = "Half", price = 10.5m }, "k");

        first.StatusCode.Should().Be(HttpStatusCode.Created);
        second.StatusCode.Should().Be(HttpStatusCode.Created);
        (await second.Content.ReadAsByteArrayAsync()).Should().Equal(await first.Content.ReadAsByteArrayAsync());
        (await first.Content.ReadAsStringAsync()).Should().Contain("10.50");
        second.Headers.Location.Should().Be(first.Headers.Location);
        first.Headers.Contains("Idempotency-Replayed").Should().BeFalse();
        second.Headers.GetValues("Idempotency-Replayed").Should().Equal("true");
        (await NotesAsync()).Should().Be(1);
    }

    [TestCase("forbidden", HttpStatusCode.UnprocessableEntity, "sample.forbidden_title")]
    [TestCase("taken", HttpStatusCode.Conflict, "sample.title_taken")]
    public async Task A_refusal_leaves_nothing_behind_and_is_replayed_in_the_first_ones_words_and_trace(string title, HttpStatusCode status, string code)
    {
        using var other = ClientOf(2);
        await PostAsync(other, Notes, new { title = "taken", price = 1 });

        using var first = await PostAsync(_asha, Notes, new { title, price = 1 }, "k", ("Accept-Language", "hi"));
        await PostAsync(other, Notes, new { title = "unrelated", price = 1 });
        using var second = await PostAsync(_asha, Notes, new { title, price = 1 }, "k", ("Accept-Language", "ta"));

        first.StatusCode.Should().Be(status);
        CodeOf(await first.Content.ReadAsStringAsync()).Should().Be(code);
        second.StatusCode.Should().Be(status);
        (await second.Content.ReadAsByteArrayAsync()).Should().Equal(await first.Content.ReadAsByteArrayAsync());
        second.Content.Headers.ContentLanguage.Should().Equal("hi");
        second.Headers.GetValues("Idempotency-Replayed").Should().Equal("true");
        (await NotesAsync()).Should().Be(2);
    }

    [Test]
    public async Task The_same_key_with_another_body_or_query_is_an_error_and_does_nothing()
    {
        await PostAsync(_asha, Notes, new { title = "One", price = 1 }, "k");
        using var otherBody = await PostAsync(_asha, Notes, new { title = "Two", price = 1 }, "k");
        using var otherQuery = await PostAsync(_asha, Notes + "?dry=1", new { title = "One", price = 1 }, "k");

        otherBody.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        CodeOf(await otherBody.Content.ReadAsStringAsync()).Should().Be("request.key_reused");
        otherQuery.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await NotesAsync()).Should().Be(1);
    }

    [Test]
    public async Task The_same_key_of_another_user_or_route_is_another_key()
    {
        using var raj = ClientOf(2);
        using var first = await PostAsync(_asha, Notes, new { title = "Mine", price = 1 }, "k");
        using var second = await PostAsync(raj, Notes, new { title = "His", price = 1 }, "k");
        using var third = await PostAsync(_asha, Paid, new { title = "Another route", price = 1 }, "k");

        second.StatusCode.Should().Be(HttpStatusCode.Created);
        second.Headers.Contains("Idempotency-Replayed").Should().BeFalse();
        third.StatusCode.Should().Be(HttpStatusCode.Created);
        (await NotesAsync()).Should().Be(3);
    }

    [Test]
    public async Task What_is_worth_another_try_is_not_stored()
    {
        using var invalid = await PostAsync(_asha, Notes, new { title = "", price = 1 }, "k");
        using var valid = await PostAsync(_asha, Notes, new { title = "Fine", price = 1 }, "k");
        using var crashed = await PostAsync(_asha, Notes, new { title = "crash", price = 1 }, "k2");
        using var crashedAgain = await PostAsync(_asha, Notes, new { title = "crash", price = 1 }, "k2");

        invalid.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        valid.StatusCode.Should().Be(HttpStatusCode.Created);
        crashed.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        crashedAgain.Headers.Contains("Idempotency-Replayed").Should().BeFalse();
        (await ScalarAsync<long>("select count(*) from sample.idempotency_keys")).Should().Be(1);
    }

    [Test]
    public async Task A_claim_whose_transaction_is_open_answers_in_flight_and_a_crash_before_the_commit_frees_the_key()
    {
        await using (var crashing = await Host.Database.OpenAsync(Module))
        {
            await using var transaction = await crashing.BeginTransactionAsync();
            await using var claim = new Npgsql.NpgsqlCommand("select state from claim_key(1, 'POST /api/v1/sample/notes', 'k', '\\x00', '', 'en')", crashing, transaction);
            (await claim.ExecuteScalarAsync()).Should().Be("CLAIMED");

            using var busy = await PostAsync(_asha, Notes, new { title = "Note", price = 1 }, "k");
            busy.StatusCode.Should().Be(HttpStatusCode.Conflict);
            busy.Headers.RetryAfter.Should().NotBeNull();
        }

        using var free = await PostAsync(_asha, Notes, new { title = "Note", price = 1 }, "k");
        free.StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Test]
    public async Task A_route_that_moves_money_refuses_a_request_without_a_key()
    {
        using var answer = await PostAsync(_asha, Paid, new { title = "Note", price = 1 });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        CodeOf(await answer.Content.ReadAsStringAsync()).Should().Be("request.key_required");
        (await NotesAsync()).Should().Be(0);
    }

    [TestCase("")]
    [TestCase("with space")]
    [TestCase("256 characters")]
    public async Task A_key_is_1_to_255_visible_ascii_characters(string key)
    {
        using var answer = await PostAsync(_asha, Notes, new { title = "Note", price = 1 }, key == "256 characters" ? new string('k', 256) : key);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await NotesAsync()).Should().Be(0);
    }

    private static string? CodeOf(string problem) => JsonDocument.Parse(problem).RootElement.GetProperty("code").GetString();
}
