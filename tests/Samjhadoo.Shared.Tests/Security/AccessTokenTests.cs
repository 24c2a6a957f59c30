using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Security;

/// <summary>What a token must be to count, and every known way to forge one.</summary>
public sealed class AccessTokenTests
{
    private readonly Logins _logins = new();
    private ModuleHost _host = null!;
    private SessionState _session = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _host = await ModuleHost.StartAsync([new DoorModule(_logins)]);

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [SetUp]
    public void LogIn()
    {
        _host.Clock.Reset();
        _session = _logins.Open();
    }

    [Test]
    public async Task A_token_of_ours_tells_who_calls()
    {
        var answer = await CallAsync("me", Ours());
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadFromJsonAsync<Caller>()).Should().Be(new Caller(_session.UserId, _session.SessionId, UserRole.User));
    }

    [Test]
    public void A_token_carries_user_login_and_role_alone()
    {
        Header(Ours()).Select(member => member.Key).Should().BeEquivalentTo("alg", "kid", "typ");
        Payload(Ours()).Select(member => member.Key).Should().BeEquivalentTo("sub", "sid", "role", "iss", "aud", "iat", "exp");
    }

    [Test]
    public async Task A_token_lives_ten_minutes_and_no_more_than_half_a_minute_longer()
    {
        var token = Ours();
        _host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(28));
        (await StatusAsync(token)).Should().Be(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromSeconds(3));
        (await StatusAsync(token)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task The_published_keys_verify_a_token_and_hold_nothing_private()
    {
        using var client = _host.Client();
        var answer = await client.GetAsync("/.well-known/jwks.json");
        answer.Headers.CacheControl!.Public.Should().BeTrue();
        var key = (await answer.Content.ReadFromJsonAsync<JsonNode>())!["keys"]!.AsArray().Single()!.AsObject();
        key.Select(member => member.Key).Should().BeEquivalentTo("kty", "crv", "use", "alg", "kid", "x", "y");

        using var verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes((string)key["x"]!), Y = Base64UrlEncoder.DecodeBytes((string)key["y"]!) },
        });
        var parts = Ours().Split('.');
        verifier.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64UrlEncoder.DecodeBytes(parts[2]), HashAlgorithmName.SHA256).Should().BeTrue();
    }

    [TestCaseSource(nameof(Forgeries))]
    public async Task A_forged_token_is_refused(Forgery forgery)
    {
        var answer = await CallAsync("me", forgery.Make(this));
        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().Be("Bearer error=\"invalid_token\"");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonNode>())!["code"]!.GetValue<string>().Should().Be("request.unauthenticated");
    }

    public static IEnumerable<Forgery> Forgeries()
    {
        yield return new("no algorithm", test => Token(Header(test.Ours(), ("alg", "none")), Payload(test.Ours()), _ => []));
        yield return new("no algorithm, another case", test => Token(Header(test.Ours(), ("alg", "nOnE")), Payload(test.Ours()), _ => []));
        yield return new("no signature", test => Token(Header(test.Ours()), Payload(test.Ours()), _ => []));
        yield return new("HS256 with the public key as PEM", test => Token(
            Header(test.Ours(), ("alg", "HS256")), Payload(test.Ours()), data => HMACSHA256.HashData(Encoding.ASCII.GetBytes(test.Key().ExportSubjectPublicKeyInfoPem()), data)));
        yield return new("HS256 with the public key as DER", test => Token(
            Header(test.Ours(), ("alg", "HS256")), Payload(test.Ours()), data => HMACSHA256.HashData(test.Key().ExportSubjectPublicKeyInfo(), data)));
        yield return new("our key, another algorithm's name", test => Token(Header(test.Ours(), ("alg", "ES384")), Payload(test.Ours()), test.Sign));
        yield return new("a foreign key under our kid", test => Token(Header(test.Ours()), Payload(test.Ours()), Foreign));
        yield return new("a foreign key under its own kid", test => Token(Header(test.Ours(), ("kid", "foreign")), Payload(test.Ours()), Foreign));
        foreach (var kid in new[] { "../../../../dev/null", "/etc/passwd", "dev-1.pem", "' or 1=1 --", "dev-1' union select 'x", "", "dev-1\0", "http://evil.example/key" })
            yield return new($"kid {kid.Replace("\0", "NUL")}", test => Token(Header(test.Ours(), ("kid", kid)), Payload(test.Ours()), test.Sign));
        yield return new("no kid", test => Token(Without(Header(test.Ours()), "kid"), Payload(test.Ours()), test.Sign));
        foreach (var header in new[] { "jku", "x5u" })
            yield return new($"{header}, signed by a foreign key", test => Token(Header(test.Ours(), (header, "https://evil.example/keys")), Payload(test.Ours()), Foreign));
        yield return new("jwk, signed by its key", test => Token(Header(test.Ours(), ("jwk", ForeignJwk())), Payload(test.Ours()), Foreign));
        yield return new("jwk and no kid, signed by its key", test => Token(Without(Header(test.Ours(), ("jwk", ForeignJwk())), "kid"), Payload(test.Ours()), Foreign));
        foreach (var header in new[] { "jku", "x5u", "x5c", "jwk", "crit" })
            yield return new($"{header}, signed by us", test => Token(Header(test.Ours(), (header, new JsonArray("exp"))), Payload(test.Ours()), test.Sign));
        foreach (var type in new[] { "JWT", "rt+jwt", "" })
            yield return new($"type {type}", test => Token(Header(test.Ours(), ("typ", type)), Payload(test.Ours()), test.Sign));
        yield return new("no type", test => Token(Without(Header(test.Ours()), "typ"), Payload(test.Ours()), test.Sign));
        yield return new("another issuer", test => test.Signed(("iss", "evil")));
        yield return new("another audience", test => test.Signed(("aud", "another-api")));
        yield return new("no issuer", test => test.SignedWithout("iss"));
        yield return new("no audience", test => test.SignedWithout("aud"));
        yield return new("no expiry", test => test.SignedWithout("exp"));
        yield return new("expired 31 seconds ago", test => test.Signed(("exp", DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 31)));
        yield return new("no user", test => test.SignedWithout("sub"));
        yield return new("no login", test => test.SignedWithout("sid"));
        yield return new("no role", test => test.SignedWithout("role"));
        yield return new("a made-up role", test => test.Signed(("role", "ROOT")));
        yield return new("a negative user", test => test.Signed(("sub", "-1")));
        yield return new("a user that is no number", test => test.Signed(("sub", "1 or 1=1")));
        yield return new("a refresh token", _ => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(48)));
        yield return new("rubbish", _ => "a.b.c");
        yield return new("far too long", test => Token(Header(test.Ours(), ("pad", new string('x', 4000))), Payload(test.Ours()), test.Sign));
        yield return new("encrypted", test => "a." + test.Ours() + ".b");
        yield return new("another role, old signature", test => Swap(test.Ours(), 1, Encode(With(Payload(test.Ours()), ("role", "ADMIN")))));
        for (var bit = 0; bit < 512; bit += 73)
        {
            var flipped = bit;
            yield return new($"bit {bit} of the signature flipped", test => Swap(test.Ours(), 2, Flip(test.Ours().Split('.')[2], flipped)));
        }
    }

    [Test]
    public async Task A_login_that_is_not_the_tokens_users_does_not_count()
    {
        var other = _logins.Open();
        (await StatusAsync(Signed(("sub", $"{other.UserId}")))).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_token_on_an_open_route_does_not_count_when_it_is_forged()
    {
        var answer = await CallAsync("open", Token(Header(Ours()), Payload(Ours()), Foreign));
        (await answer.Content.ReadFromJsonAsync<bool>()).Should().BeFalse();
    }

    private string Ours() => _host.Services.GetRequiredService<IAccessTokens>().Issue(_session.UserId, _session.SessionId, _session.Role).Value;

    private async Task<HttpStatusCode> StatusAsync(string token) => (await CallAsync("me", token)).StatusCode;

    private async Task<HttpResponseMessage> CallAsync(string door, string token)
    {
        using var client = _host.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync($"/api/v1/doors/{door}");
    }

    private string Signed(params (string, JsonNode)[] changes) => Token(Header(Ours()), With(Payload(Ours()), changes), Sign);

    private string SignedWithout(string claim) => Token(Header(Ours()), Without(Payload(Ours()), claim), Sign);

    private ECDsa Key()
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Directory.EnumerateFiles(Path.Combine(_host.Folder, "keys"), "*.pem").Single()));
        return key;
    }

    private byte[] Sign(byte[] data) => Key().SignData(data, HashAlgorithmName.SHA256);

    private static readonly ECDsa ForeignKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static byte[] Foreign(byte[] data) => ForeignKey.SignData(data, HashAlgorithmName.SHA256);

    private static JsonObject ForeignJwk()
    {
        var point = ForeignKey.ExportParameters(false).Q;
        return new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(point.X), ["y"] = Base64UrlEncoder.Encode(point.Y) };
    }

    private static JsonObject Header(string token, params (string, JsonNode)[] changes) => With(Decode(token, 0), changes);

    private static JsonObject Payload(string token) => Decode(token, 1);

    private static JsonObject Decode(string token, int part) => JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[part]))!.AsObject();

    private static JsonObject With(JsonObject json, params (string Name, JsonNode Value)[] changes)
    {
        foreach (var (name, value) in changes)
            json[name] = value.DeepClone();
        return json;
    }

    private static JsonObject Without(JsonObject json, string name)
    {
        json.Remove(name);
        return json;
    }

    private static string Encode(JsonObject json) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(json));

    private static string Token(JsonObject header, JsonObject payload, Func<byte[], byte[]> sign)
    {
        var data = $"{Encode(header)}.{Encode(payload)}";
        return $"{data}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(data)))}";
    }

    private static string Swap(string token, int part, string value)
    {
        var parts = token.Split('.');
        parts[part] = value;
        return string.Join('.', parts);
    }

    private static string Flip(string text, int bit)
    {
        var bytes = Base64UrlEncoder.DecodeBytes(text);
        bytes[bit / 8] ^= (byte)(1 << bit % 8);
        return Base64UrlEncoder.Encode(bytes);
    }

    /// <summary>A way to forge a token.</summary>
    public sealed record Forgery(string Name, Func<AccessTokenTests, string> Make)
    {
        /// <inheritdoc />
        public override string ToString() => Name;
    }
}
