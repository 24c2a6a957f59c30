using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Samjhadoo.Identity.Infrastructure.Secrets;

namespace Samjhadoo.Identity.Tests.Secrets;

public sealed class SecretBoxTests
{
    private static readonly byte[] Secret = [1, 2, 3];

    [Test]
    public void What_is_sealed_opens_for_its_purpose_only()
    {
        var box = BoxOf("Testing", NewKey());
        var content = box.Seal(Secret, "totp");

        box.Open(content, "totp").Should().Equal(Secret);
        content.Should().NotContainInOrder(Secret);
        box.Invoking(it => it.Open(content, "mail")).Should().Throw<CryptographicException>();
        box.Seal(Secret, "totp").Should().NotEqual(content);
    }

    [Test]
    public void A_bit_changed_anywhere_is_noticed()
    {
        var box = BoxOf("Testing", NewKey());
        var content = box.Seal(Secret, "totp");

        for (var at = 0; at < content.Length; at++)
        {
            var forged = (byte[])content.Clone();
            forged[at] ^= 1;
            box.Invoking(it => it.Open(forged, "totp")).Should().Throw<CryptographicException>();
        }
    }

    [Test]
    public void A_new_key_in_front_seals_and_the_old_one_still_opens()
    {
        var (old, young) = (NewKey(), NewKey());
        var before = BoxOf("Testing", old).Seal(Secret, "totp");

        var both = BoxOf("Testing", young, old);
        both.Open(before, "totp").Should().Equal(Secret);
        var after = both.Seal(Secret, "totp");

        BoxOf("Testing", young).Open(after, "totp").Should().Equal(Secret);
        BoxOf("Testing", old).Invoking(it => it.Open(after, "totp")).Should().Throw<CryptographicException>();
    }

    [Test]
    public void Hosts_that_share_a_folder_share_the_key()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var hosts = Enumerable.Range(0, 8).AsParallel().Select(_ => new SecretBox(Configured(("Keys:Folder", folder.FullName)), Environment("Development"))).ToList();
            var sealedSecrets = hosts.AsParallel().Select(host => host.Seal(Secret, "totp")).ToList();

            foreach (var host in hosts)
                sealedSecrets.Should().AllSatisfy(content => host.Open(content, "totp").Should().Equal(Secret));
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(Path.Combine(folder.FullName, "secrets.key")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Test]
    public void Production_makes_no_key_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var box = new SecretBox(Configured(("Keys:Folder", folder.FullName)), Environment("Production"));

            box.Invoking(it => it.Seal(Secret, "totp")).Should().Throw<InvalidOperationException>().WithMessage("*Keys:Secrets*");
            folder.GetFiles().Should().BeEmpty();
        }
        finally
        {
            folder.Delete();
        }
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static SecretBox BoxOf(string environment, params string[] keys) =>
        new(Configured([.. keys.Select((key, at) => ($"Keys:Secrets:{at}", key))]), Environment(environment));

    private static IConfiguration Configured(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();

    private static IHostEnvironment Environment(string name) => new HostingEnvironment { EnvironmentName = name };
}
