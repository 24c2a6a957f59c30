using System.Text.Json;

namespace Samjhadoo.Shared.Tests.Http;

/// <summary>What a body may be, and what a caller is told when it is not.</summary>
public sealed class StrictJsonTests
{
    private const string Good = """
        {"title":"Godaan","note":null,"price":120.5,"pages":328,"state":"ON_SALE","publishedAt":"1936-06-10T00:00:00+05:30","authors":[{"name":"Premchand"}]}
        """;

    private ApiHost _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _api = await ApiHost.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public async Task A_good_body_is_read_and_written_in_the_schemas_words()
    {
        var response = await _api.SendAsync(HttpMethod.Post, "/api/v1/books", Good);
        (await response.Content.ReadAsStringAsync()).Should().Be(
            """{"id":8,"title":"Godaan","note":null,"price":120.50,"state":"ON_SALE","publishedAt":"1936-06-09T18:30:00Z","version":1}""");
    }

    [TestCase("\"title\":\"Godaan\"", "\"titel\":\"Godaan\"", "/titel", "unknown_field")]
    [TestCase("\"title\":\"Godaan\"", "\"Title\":\"Godaan\"", "/Title", "unknown_field")]
    [TestCase("\"title\":\"Godaan\",", "", "/title", "required")]
    [TestCase("\"title\":\"Godaan\"", "\"title\":null", "/title", "malformed")]
    [TestCase("\"title\":\"Godaan\"", "\"title\":7", "/title", "malformed")]
    [TestCase("\"title\":\"Godaan\"", "\"title\":\"a\",\"title\":\"b\"", "/title", "duplicate_field")]
    [TestCase("\"Godaan\"", "\"Go\\u0000daan\"", "/title", "bad_text")]
    [TestCase("\"Godaan\"", "\"Go\\ud83ddaan\"", "/title", "malformed")]
    [TestCase("\"pages\":328", "\"pages\":\"328\"", "/pages", "malformed")]
    [TestCase("\"pages\":328", "\"pages\":328.5", "/pages", "malformed")]
    [TestCase("\"pages\":328", "\"pages\":9223372036854775808", "/pages", "malformed")]
    [TestCase("\"pages\":328", "\"pages\":1e400", "/pages", "malformed")]
    [TestCase("\"price\":120.5", "\"price\":120.505", "/price", "too_many_decimals")]
    [TestCase("\"price\":120.5", "\"price\":1.00000000000000000000000000000000000001", "/price", "too_many_decimals")]
    [TestCase("\"price\":120.5", "\"price\":1e-3", "/price", "too_many_decimals")]
    [TestCase("\"price\":120.5", "\"price\":1e-400", "/price", "too_many_decimals")]
    [TestCase("\"price\":120.5", "\"price\":1e400", "/price", "malformed")]
    [TestCase("\"price\":120.5", "\"price\":\"120.5\"", "/price", "malformed")]
    [TestCase("\"price\":120.5", "\"price\":NaN", "/price", "malformed")]
    [TestCase("\"ON_SALE\"", "\"ON SALE\"", "/state", "unknown_word")]
    [TestCase("\"ON_SALE\"", "\"OnSale\"", "/state", "unknown_word")]
    [TestCase("\"ON_SALE\"", "1", "/state", "malformed")]
    [TestCase("+05:30", "", "/publishedAt", "bad_instant")]
    [TestCase("1936-06-10T", "1935-02-29T", "/publishedAt", "bad_instant")]
    [TestCase("{\"name\":\"Premchand\"}", "{\"name\":\"a\"},{\"name\":5}", "/authors/1/name", "malformed")]
    [TestCase("{\"name\":\"Premchand\"}", "{\"name\":\"a\",\"a~/b\":5}", "/authors/0/a~0~1b", "unknown_field")]
    [TestCase("{\"name\":\"Premchand\"}", "null", "/authors", "malformed")]
    public async Task A_wrong_value_is_refused_at_its_place(string part, string replacement, string pointer, string code)
    {
        var response = await _api.SendAsync(HttpMethod.Post, "/api/v1/books", Good.Replace(part, replacement));
        var problem = await response.ProblemAsync(400);
        problem.Code.Should().Be("request.malformed");
        problem.Errors.Should().ContainSingle().Which.Should().Match<ProblemField>(field => field.Pointer == pointer && field.Code == code);
    }

    [TestCase("120", "120.00")]
    [TestCase("120.500", "120.50")]
    [TestCase("1.2e2", "120.00")]
    [TestCase("0e9", "0.00")]
    [TestCase("-0.5", "-0.50")]
    public async Task Money_is_written_with_two_decimals(string sent, string shown)
    {
        var response = await _api.SendAsync(HttpMethod.Post, "/api/v1/books", Good.Replace("120.5", sent));
        (await response.Content.ReadAsStringAsync()).Should().Contain($"\"price\":{shown},");
    }

    [Test]
    public async Task An_unknown_word_is_answered_with_the_list_of_valid_ones()
    {
        var problem = await (await _api.SendAsync(HttpMethod.Post, "/api/v1/books", Good.Replace("ON_SALE", "GONE"))).ProblemAsync(400);
        problem.Errors![0].Message.Should().Be("must be one of: ON_SALE, SOLD_OUT");
    }

    [Test]
    public async Task Validators_speak_the_same_language_of_pointers_and_codes()
    {
        var body = Good.Replace("Godaan", new string('x', 21)).Replace("{\"name\":\"Premchand\"}", "{\"name\":\"a\",\"email\":\"nowhere\"}");
        var problem = await (await _api.SendAsync(HttpMethod.Post, "/api/v1/books", body)).ProblemAsync(400);
        problem.Code.Should().Be("request.invalid");
        problem.Errors.Should().BeEquivalentTo(
        [
            new ProblemField("/title", "too_long", "must have at most 20 characters"),
            new ProblemField("/authors/0/email", "bad_email", "is not an e-mail address"),
        ]);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{}{}")]
    [TestCase("\"x\"")]
    [TestCase("// nothing")]
    public async Task What_is_no_object_is_malformed(string body) =>
        await (await _api.SendAsync(HttpMethod.Post, "/api/v1/books", body)).ProblemAsync(400);

    [Test]
    public async Task Depth_is_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);
        await (await _api.SendAsync(HttpMethod.Post, "/api/v1/books", deep)).ProblemAsync(400);
        await (await _api.SendAsync(HttpMethod.Post, "/api/v1/books", new string('[', 1000))).ProblemAsync(400);
    }

    [Test]
    public async Task Invalid_UTF8_is_malformed()
    {
        var content = new ByteArrayContent([.. "{\"title\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        await (await _api.Client.PostAsync("/api/v1/books", content)).ProblemAsync(400);
    }

    [Test]
    public async Task A_large_body_is_refused_whether_it_says_so_or_not()
    {
        var large = "{\"title\":\"" + new string('x', 300 * 1024) + "\"}";
        (await (await _api.SendAsync(HttpMethod.Post, "/api/v1/books", large)).ProblemAsync(413)).Code.Should().Be("request.too_large");

        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/api/v1/books") { Content = new StringContent(large, null, "application/json") };
        chunked.Headers.TransferEncodingChunked = true;
        await (await _api.Client.SendAsync(chunked)).ProblemAsync(413);
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase("application/json; charset=klingon")]
    [TestCase("json")]
    public async Task Another_content_type_is_refused(string type) =>
        (await (await _api.SendAsync(HttpMethod.Post, "/api/v1/books", Good, type)).ProblemAsync(415)).Code.Should().Be("request.unsupported_media_type");

    [TestCase("{\"note\":null}", 200)]
    [TestCase("{}", 200)]
    [TestCase("{\"title\":null}", 400)]
    [TestCase("{\"pages\":null}", 200)]
    [TestCase("{\"price\":null}", 400)]
    [TestCase("{\"isBestseller\":true}", 400)]
    public async Task A_merge_patch_takes_what_may_be_absent_or_null(string body, int status)
    {
        foreach (var type in new[] { "application/merge-patch+json", "application/json" })
            ((int)(await _api.SendAsync(HttpMethod.Patch, "/api/v1/books/7", body, type)).StatusCode).Should().Be(status);
    }
}
