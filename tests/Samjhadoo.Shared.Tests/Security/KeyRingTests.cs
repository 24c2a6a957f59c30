using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Testing;

namespace Samjhadoo.Shared.Tests.Security;

/// <summary>Rotation: two keys at once, a new one found while hosts run, an old one gone.</summary>
public sealed class KeyRingTests
{
    private static readonly ModuleHostOptions Sharing = new() { Redis = true, RabbitMq = true };

    private readonly Logins _logins = new();

    [Test]
    public async Task During_a_rotation_the_newest_key_signs_and_both_verify()
    {
        await using var first = await ModuleHost.StartAsync([new DoorModule(_logins)], Sharing);
        var session = _logins.Open();
        var old = TokenOf(first, session);
        var folder = Path.Combine(first.Folder, "keys");
        PutKey(folder, "rotated-2");

        await using var second = await ModuleHost.StartAsync([new DoorModule(_logins)], Sharing with { Database = first.Database });
        var young = TokenOf(second, session);
        new JsonWebToken(old).Kid.Should().Be("dev-1");
        new JsonWebToken(young).Kid.Should().Be("rotated-2");
        foreach (var token in new[] { old, young })
            (await StatusAsync(second, token)).Should().Be(HttpStatusCode.OK);
        (await KeysAsync(second)).Should().Contain("dev-1").And.Contain("rotated-2");

        // The host that started before the rotation finds the new key when its first token comes.
        await Eventually.TrueAsync(async () => await StatusAsync(first, young) == HttpStatusCode.OK, TimeSpan.FromSeconds(10));
        (await StatusAsync(first, old)).Should().Be(HttpStatusCode.OK);
    }

    [Test]
    public async Task Configuration_may_name_the_key_that_signs_and_a_key_that_is_gone_verifies_nothing()
    {
        await using var first = await ModuleHost.StartAsync([new DoorModule(_logins)], Sharing);
        var session = _logins.Open();
        var old = TokenOf(first, session);
        var folder = Path.Combine(first.Folder, "keys");
        PutKey(folder, "rotated-2");
        PutKey(folder, "rotated-3");
        File.Delete(Path.Combine(folder, "dev-1.pem"));

        await using var second = await ModuleHost.StartAsync(
            [new DoorModule(_logins)], Sharing with { Database = first.Database, Arguments = ["--Keys:Active=rotated-2"] });
        new JsonWebToken(TokenOf(second, session)).Kid.Should().Be("rotated-2");
        (await StatusAsync(second, old)).Should().Be(HttpStatusCode.Unauthorized);
    }

    private static void PutKey(string folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(Path.Combine(folder, $"{name}.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    private static string TokenOf(ModuleHost host, SessionState session) =>
        host.Services.GetRequiredService<IAccessTokens>().Issue(session.UserId, session.SessionId, session.Role).Value;

    private static async Task<string> KeysAsync(ModuleHost host)
    {
        using var client = host.Client();
        return await client.GetStringAsync("/.well-known/jwks.json");
    }

    private static async Task<HttpStatusCode> StatusAsync(ModuleHost host, string token)
    {
        using var client = host.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.GetAsync("/api/v1/doors/me");
        return answer.StatusCode;
    }
}
