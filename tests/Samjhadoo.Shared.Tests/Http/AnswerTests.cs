using System.Net;
using System.Text.Json;

namespace Samjhadoo.Shared.Tests.Http;

/// <summary>Problem details, conditions, pages and headers as a client sees them.</summary>
public sealed class AnswerTests
{
    private ApiHost _api = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _api = await ApiHost.StartAsync("--Http:Origins:0=https://app.example", "--Http:KnownProxies:0=127.0.0.1", "--environment=Production");

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [TestCase("GET", "/api/v1/nothing", 404, "request.not_found")]
    [TestCase("GET", "/api/v1/books/abc", 404, "request.not_found")]
    [TestCase("GET", "/api/v1/books/8", 404, "request.not_found")]
    [TestCase("PUT", "/api/v1/books", 405, "request.method_not_allowed")]
    [TestCase("GET", "/api/v1/bug", 500, "server.error")]
    [TestCase("GET", "/api/v1/lost", 503, "server.unavailable")]
    [TestCase("POST", "/api/v1/books/7/buy", 422, "books.sold_out")]
    public async Task Every_refusal_is_problem_details(string method, string path, int status, string code)
    {
        var response = await _api.SendAsync(new HttpMethod(method), path);
        var text = await response.Content.ReadAsStringAsync();
        var problem = JsonSerializer.Deserialize<Problem>(text, JsonSerializerOptions.Web)!;
        ((int)response.StatusCode).Should().Be(status);
        problem.Code.Should().Be(code);
        problem.Instance.Should().Be(path);
        text.Should().NotContain("secret").And.NotContain("10.0.0.1").And.NotContain("Exception");
        response.Headers.Contains("Retry-After").Should().Be(status == 503);
    }

    [TestCase("/api/v1/shelves?row=abc", "row", "bad_value")]
    [TestCase("/api/v1/shelves?row=9223372036854775808", "row", "bad_value")]
    [TestCase("/api/v1/shelves", "row", "required")]
    [TestCase("/api/v1/shelves?row=1&on=2025-02-29", "on", "bad_value")]
    [TestCase("/api/v1/books?limit=0", "limit", "out_of_range")]
    [TestCase("/api/v1/books?limit=101", "limit", "out_of_range")]
    [TestCase("/api/v1/books?limit=1.5", "limit", "bad_value")]
    [TestCase("/api/v1/books?limit=-9999999999", "limit", "bad_value")]
    public async Task A_bad_parameter_is_named(string path, string name, string code)
    {
        var problem = await (await _api.SendAsync(HttpMethod.Get, path)).ProblemAsync(400);
        problem.Errors.Should().ContainSingle().Which.Should().Match<ProblemField>(field => field.Pointer == name && field.Code == code);
    }

    [Test]
    public async Task NUL_in_a_query_is_malformed() =>
        await (await _api.SendAsync(HttpMethod.Get, "/api/v1/books?cursor=%00")).ProblemAsync(400);

    [Test]
    public async Task Huge_headers_are_refused_by_the_server_itself() =>
        (await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7", headers: ("X-Long", new string('x', 64 * 1024)))).StatusCode
            .Should().Be(HttpStatusCode.RequestHeaderFieldsTooLarge);

    [TestCase("hi-IN,hi;q=0.9,en;q=0.8", "hi", "नहीं मिला")]
    [TestCase("ta", "ta", "கிடைக்கவில்லை")]
    [TestCase("fr, te;q=0.5, bn;q=0.7", "bn", "পাওয়া যায়নি")]
    [TestCase("te;q=0.5", "te", "దొరకలేదు")]
    [TestCase("fr", "en", "Not found")]
    [TestCase("hi;q=0", "en", "Not found")]
    [TestCase("\t;;q=x", "en", "Not found")]
    public async Task Texts_come_in_the_callers_language(string accepted, string language, string title)
    {
        var response = await _api.SendAsync(HttpMethod.Get, "/api/v1/nothing", headers: ("Accept-Language", accepted));
        response.Content.Headers.ContentLanguage.Should().Equal(language);
        (await response.ProblemAsync(404)).Title.Should().Be(title);
    }

    [Test]
    public async Task A_known_body_is_not_sent_again()
    {
        var first = await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7");
        var tag = first.Headers.ETag!.ToString();
        tag.Should().MatchRegex("^\"[0-9]+\\.[0-9a-f]{16}\"$");

        var second = await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7", headers: ("If-None-Match", $"\"1.0\", W/{tag}"));
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        second.Headers.ETag!.ToString().Should().Be(tag);
        (await second.Content.ReadAsByteArrayAsync()).Should().BeEmpty();

        (await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7", headers: ("If-None-Match", "\"1.0000000000000000\""))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task An_edit_against_an_old_version_fails_and_one_against_any_passes()
    {
        async Task<HttpResponseMessage> EditAsync(string tag, string title = "Gaban") =>
            await _api.SendAsync(HttpMethod.Patch, "/api/v1/books/7", $"{{\"title\":\"{title}\"}}", headers: ("If-Match", tag));

        var tag = (await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7")).Headers.ETag!.ToString();
        var edited = await EditAsync(tag);
        edited.StatusCode.Should().Be(HttpStatusCode.OK);
        edited.Headers.ETag!.ToString().Should().Be((await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7")).Headers.ETag!.ToString());

        await (await EditAsync(tag)).ProblemAsync(412);
        await (await EditAsync("\"nonsense\"")).ProblemAsync(412);
        await (await EditAsync("nonsense")).ProblemAsync(412);
        await (await EditAsync("W/" + edited.Headers.ETag)).ProblemAsync(412);
        (await EditAsync("*")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task What_many_may_write_needs_a_condition()
    {
        await (await _api.SendAsync(HttpMethod.Delete, "/api/v1/books/7")).ProblemAsync(428);
        (await _api.SendAsync(HttpMethod.Delete, "/api/v1/books/7", headers: ("If-Match", "\"1.0\""))).StatusCode.Should().Be(HttpStatusCode.NoContent);
    }

    [Test]
    public async Task A_page_links_to_the_next_one()
    {
        var response = await _api.SendAsync(HttpMethod.Get, "/api/v1/books?limit=2&sort=a%20b");
        response.Headers.GetValues("Link").Single().Should().MatchRegex("^</api/v1/books\\?limit=2&sort=a%20b&cursor=[A-Za-z0-9_-]+>; rel=\"next\"$");
        response.Headers.ETag.Should().BeNull();
    }

    [Test]
    public async Task The_callers_request_id_comes_back_when_it_is_one()
    {
        async Task<string> AnsweredAsync(string id) =>
            (await _api.SendAsync(HttpMethod.Get, "/api/v1/me", headers: ("X-Request-Id", id))).Headers.GetValues("X-Request-Id").Single();

        (await AnsweredAsync("order-17_a.b")).Should().Be("order-17_a.b");
        (await AnsweredAsync("no spaces please")).Should().MatchRegex("^[0-9a-f]{32}$");
        (await AnsweredAsync(new string('x', 129))).Should().MatchRegex("^[0-9a-f]{32}$");
    }

    [Test]
    public async Task A_known_proxy_is_believed_about_the_callers_address_and_others_are_not()
    {
        async Task<string?> AddressAsync(ApiHost api) =>
            JsonDocument.Parse(await (await api.SendAsync(HttpMethod.Get, "/api/v1/me", headers: ("X-Forwarded-For", "6.6.6.6, 203.0.113.9"))).Content.ReadAsStringAsync())
                .RootElement.GetProperty("ipAddress").GetString();

        (await AddressAsync(_api)).Should().Be("203.0.113.9");
        await using var alone = await ApiHost.StartAsync();
        (await AddressAsync(alone)).Should().Be("127.0.0.1");
    }

    [Test]
    public async Task Every_answer_has_the_security_headers()
    {
        foreach (var path in new[] { "/api/v1/books/7", "/api/v1/nothing", "/api/v1/bug" })
        {
            var headers = (await _api.SendAsync(HttpMethod.Get, path)).Headers;
            headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
            headers.CacheControl!.NoStore.Should().BeTrue();
            headers.Contains("Content-Security-Policy").Should().BeTrue();
            headers.Contains("Server").Should().BeFalse();
            headers.Contains("X-Powered-By").Should().BeFalse();
        }
    }

    [TestCase("/api/v1/scrolls?row=1", 200)]
    [TestCase("/api/v1/scrolls", 400)]
    [TestCase("/api/v1/scrolls?row=-1", 500)]
    public async Task A_route_that_will_end_says_so_with_every_answer(string path, int status)
    {
        using var answer = await _api.SendAsync(HttpMethod.Get, path);

        ((int)answer.StatusCode).Should().Be(status);
        answer.Headers.GetValues("Deprecation").Should().Equal("@1767225600");
        answer.Headers.GetValues("Sunset").Should().Equal("Fri, 01 Jan 2027 00:00:00 GMT");
    }

    [Test]
    public async Task Behind_a_proxy_that_speaks_TLS_browsers_are_told_to_stay_with_it()
    {
        async Task<bool> IsToldAsync(string scheme) =>
            (await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7", headers: [("Host", "api.example"), ("X-Forwarded-Proto", scheme), ("X-Forwarded-For", "203.0.113.9")]))
                .Headers.Contains("Strict-Transport-Security");

        (await IsToldAsync("https")).Should().BeTrue();
        (await IsToldAsync("http")).Should().BeFalse();
    }

    [Test]
    public async Task Only_configured_origins_may_read_answers()
    {
        var ours = await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7", headers: ("Origin", "https://app.example"));
        ours.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://app.example");
        ours.Headers.GetValues("Access-Control-Expose-Headers").Single().Should().Contain("ETag").And.Contain("Idempotency-Replayed");

        foreach (var origin in new[] { "https://evil.example", "https://app.example.evil.example", "http://app.example", "null" })
            (await _api.SendAsync(HttpMethod.Get, "/api/v1/books/7", headers: ("Origin", origin))).Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();

        var preflight = await _api.SendAsync(HttpMethod.Options, "/api/v1/books", headers: [("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "idempotency-key")]);
        preflight.StatusCode.Should().Be(HttpStatusCode.NoContent);
        preflight.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://app.example");
    }
}
