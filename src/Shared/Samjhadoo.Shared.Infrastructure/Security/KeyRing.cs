using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;
using Samjhadoo.Shared.Infrastructure.Hosting;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>
/// The keys that sign access tokens: <c>Keys:Folder</c> holds one EC P-256 private key per file <c>&lt;kid&gt;.pem</c>. All of
/// them verify; the newest by name signs, or the one <c>Keys:Active</c> names. A file put there while hosts run is found
/// when the first token with its kid arrives.
/// </summary>
internal sealed class KeyRing
{
    private const string DevelopmentPrefix = "dev-";
    private static readonly TimeSpan RescanInterval = TimeSpan.FromSeconds(5);

    private readonly string? _folder;
    private readonly string? _activeName;
    private readonly bool _mayMakeKeys;
    private readonly TimeProvider _time;
    private readonly Lock _rescanning = new();
    private volatile Keys _keys;
    private long _scannedAt;

    public KeyRing(IConfiguration configuration, IHostEnvironment environment, TimeProvider time)
    {
        _folder = configuration["Keys:Folder"];
        _activeName = configuration["Keys:Active"];
        _mayMakeKeys = environment.IsDevelopment() || environment.IsEnvironment("Testing");
        _time = time;
        _scannedAt = time.GetTimestamp();
        _keys = Load();
    }

    /// <summary>The key that signs.</summary>
    public ECDsaSecurityKey Active => _keys.Active;

    /// <summary>The keys that verify.</summary>
    public IEnumerable<ECDsaSecurityKey> All => _keys.ByName.Values;

    /// <summary>The key of ours with this name, or null. The name is looked up among those we hold and goes nowhere else.</summary>
    public ECDsaSecurityKey? Find(string? kid)
    {
        if (string.IsNullOrEmpty(kid))
            return null;
        if (_keys.ByName.TryGetValue(kid, out var key))
            return key;
        Rescan();
        return _keys.ByName.GetValueOrDefault(kid);
    }

    // Tokens with made-up names must not make us read the disk on each request.
    private void Rescan()
    {
        if (_folder is null || !_rescanning.TryEnter())
            return;
        try
        {
            if (_time.GetElapsedTime(_scannedAt) < RescanInterval)
                return;
            _scannedAt = _time.GetTimestamp();
            if (!Names(_folder).SequenceEqual(_keys.ByName.Keys.Order(StringComparer.Ordinal), StringComparer.Ordinal))
                _keys = Load();
        }
        finally
        {
            _rescanning.Exit();
        }
    }

    private Keys Load()
    {
        var keys = new Dictionary<string, ECDsaSecurityKey>(StringComparer.Ordinal);
        if (_folder is not null)
        {
            if (_mayMakeKeys)
                MakeDevelopmentKey(_folder);
            foreach (var name in Names(_folder))
                keys[name] = Read(Path.Combine(_folder, name + ".pem"), name);
        }
        else if (_mayMakeKeys)
        {
            keys[DevelopmentPrefix + "memory"] = new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = DevelopmentPrefix + "memory" };
        }

        if (keys.Count == 0)
            throw new StartRefusedException("No signing key: put an EC P-256 private key as <kid>.pem into the folder Keys:Folder names.");
        if (!_mayMakeKeys && keys.Keys.FirstOrDefault(IsDevelopmentKey) is { } forbidden)
            throw new StartRefusedException($"Signing key {forbidden} is a development key; it may not be used here.");

        var active = _activeName ?? keys.Keys.Max(StringComparer.Ordinal)!;
        return keys.TryGetValue(active, out var key)
            ? new Keys(key, keys)
            : throw new StartRefusedException($"Keys:Active names {active}, which is not in Keys:Folder.");
    }

    private static bool IsDevelopmentKey(string name) => name.StartsWith(DevelopmentPrefix, StringComparison.OrdinalIgnoreCase);

    private static List<string> Names(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.pem").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)]
        : [];

    private static ECDsaSecurityKey Read(string path, string name)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            var parameters = key.ExportParameters(includePrivateParameters: true);
            if (parameters.D is null || parameters.Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
                throw new CryptographicException("not a P-256 private key");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new StartRefusedException($"Signing key {name} can't be used: it must be an unencrypted EC P-256 private key in PEM ({exception.Message}).");
        }

        return new ECDsaSecurityKey(key) { KeyId = name };
    }

    private static void MakeDevelopmentKey(string folder) => PrivateFile.MakeOnce(
        Path.Combine(folder, DevelopmentPrefix + "1.pem"),
        () => Names(folder).Count > 0,
        () =>
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportPkcs8PrivateKeyPem();
        });

    private sealed record Keys(ECDsaSecurityKey Active, IReadOnlyDictionary<string, ECDsaSecurityKey> ByName);
}
