using System.Text.Json.Nodes;

namespace Samjhadoo.Shared.Tests.Http;

/// <summary>The OpenAPI document says what the routes bind, answer and refuse.</summary>
public sealed class DocumentTests
{
    private ApiHost _api = null!;
    private JsonNode _document = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _api = await ApiHost.StartAsync();
        _document = JsonNode.Parse(await _api.Client.GetStringAsync("/openapi/v1.json"))!;
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _api.DisposeAsync();

    [Test]
    public void A_request_says_what_is_required_and_that_nothing_else_is_taken()
    {
        var body = Schema("AddBook");
        Words(body["required"]).Should().Equal("title", "note", "price", "pages", "state", "publishedAt", "authors");
        body["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
        body["properties"]!["title"]!["type"]!.GetValue<string>().Should().Be("string");
        Words(body["properties"]!["note"]!["type"]).Should().Equal("string", "null");
        body["properties"]!["price"]!["type"]!.GetValue<string>().Should().Be("number");
        body["properties"]!["pages"]!["type"]!.GetValue<string>().Should().Be("integer");
    }

    [Test]
    public void An_enum_is_its_words_and_nothing_else()
    {
        Words(Schema("ShelfState")["enum"]).Should().Equal("ON_SALE", "SOLD_OUT");
        _document.ToJsonString().Should().NotContain("null]}").And.NotContain("\"enum\":[null");
    }

    [Test]
    public void A_merge_patch_has_typed_optional_fields()
    {
        var edit = Schema("EditBook");
        edit["required"].Should().BeNull();
        edit["properties"]!["title"]!["type"]!.GetValue<string>().Should().Be("string");
        Words(edit["properties"]!["note"]!["type"]).Should().Equal("string", "null");
        Words(edit["properties"]!["pages"]!["type"]).Should().Equal("integer", "null");
        Operation("/api/v1/books/{id}", "patch")["requestBody"]!["content"]!.AsObject().Select(pair => pair.Key).Should().Equal("application/merge-patch+json", "application/json");
    }

    [Test]
    public void A_route_that_will_end_is_marked()
    {
        var operation = Operation("/api/v1/scrolls", "get");
        operation["deprecated"]!.GetValue<bool>().Should().BeTrue();
        operation["responses"]!["200"]!["headers"]!["Sunset"].Should().NotBeNull();
        Operation("/api/v1/books", "get")["deprecated"].Should().BeNull();
    }

    [Test]
    public void Headers_follow_from_what_the_route_says()
    {
        References("/api/v1/orders", "post").Should().Contain("idempotencyKeyRequired");
        References("/api/v1/books/{id}", "get").Should().Contain("ifNoneMatch");
        References("/api/v1/books/{id}", "patch").Should().Contain("ifMatch");
        References("/api/v1/books/{id}", "delete").Should().Contain("ifMatchRequired");
        References("/api/v1/books", "get").Should().Contain("limit").And.Contain("cursor");
        Operation("/api/v1/books/{id}", "get")["responses"]!["200"]!["headers"]!["ETag"].Should().NotBeNull();
        Operation("/api/v1/books", "get")["responses"]!["200"]!["headers"]!["Link"].Should().NotBeNull();
    }

    [Test]
    public void Every_status_names_its_codes()
    {
        var statuses = Operation("/api/v1/orders", "post")["responses"]!.AsObject();
        statuses.Select(pair => pair.Key).Should().Equal("201", "400", "401", "403", "409", "413", "415", "422", "429", "503");
        var rule = statuses["422"]!["content"]!["application/problem+json"]!;
        statuses["409"]!["$ref"]!.GetValue<string>().Should().StartWith("#/components/responses/", "what every module may refuse is described once");
        Words(rule["schema"]!["allOf"]![1]!["properties"]!["code"]!["enum"]).Should().Equal("books.sold_out", "request.key_reused");
    }

    [Test]
    public async Task Docs_load_nothing_from_elsewhere()
    {
        var page = await _api.Client.GetAsync("/docs");
        var html = await page.Content.ReadAsStringAsync();
        html.Should().NotContain("http://").And.NotContain("https://");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("script-src 'self' 'nonce-").And.NotContain("NONCE");
        html.Should().Contain(policy.Split("'nonce-")[1].Split('\'')[0]);
        (await _api.Client.GetAsync("/docs/scalar.js")).EnsureSuccessStatusCode();
        (await _api.Client.GetAsync("/openapi/nothing.json")).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
    }

    [Test]
    public async Task A_problems_type_leads_to_a_page_in_the_callers_language()
    {
        var page = await _api.SendAsync(HttpMethod.Get, "/problems/request.not_found", headers: [("Accept", "text/html"), ("Accept-Language", "hi")]);
        page.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        (await page.Content.ReadAsStringAsync()).Should().Contain("नहीं मिला");
        (await _api.Client.GetStringAsync("/problems/request.not_found")).Should().Contain("\"title\":\"Not found\"");
        await (await _api.SendAsync(HttpMethod.Get, "/problems/nothing.such")).ProblemAsync(404);
        await (await _api.SendAsync(HttpMethod.Get, "/problems/%3Cscript%3E")).ProblemAsync(404);
    }

    private static IEnumerable<string> Words(JsonNode? array) => array!.AsArray().Select(word => word!.GetValue<string>());

    private JsonNode Schema(string name) => _document["components"]!["schemas"]![name]!;

    private JsonNode Operation(string path, string method) => _document["paths"]![path]![method]!;

    private IEnumerable<string> References(string path, string method) =>
        Operation(path, method)["parameters"]!.AsArray().Select(one => one!["$ref"]?.GetValue<string>().Split('/')[^1] ?? "");
}
