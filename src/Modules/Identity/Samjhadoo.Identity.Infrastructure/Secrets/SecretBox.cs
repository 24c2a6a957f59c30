using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Identity.Infrastructure.Secrets;

/// <summary>
/// AES-256-GCM. A box is: format, the key's id, nonce, tag, ciphertext. <c>Keys:Secrets</c> lists keys as base64, the first
/// of which seals and all of which open, so that a key is rotated by putting a new one in front. Without it
/// <c>Keys:Folder</c> holds one key, which only development makes by itself.
/// </summary>
internal sealed class SecretBox(IConfiguration configuration, IHostEnvironment environment) : ISecretBox
{
    private const byte Format = 1;
    private const int KeySize = 32;
    private const int KeyId = 4;
    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Header = 1 + KeyId + Nonce + Tag;

    private readonly Lazy<IReadOnlyList<byte[]>> _keys = new(() => KeysOf(configuration, environment));

    public byte[] Seal(ReadOnlySpan<byte> secret, string purpose)
    {
        var key = _keys.Value[0];
        var box = new byte[Header + secret.Length];
        box[0] = Format;
        IdOf(key).CopyTo(box, 1);
        var nonce = box.AsSpan(1 + KeyId, Nonce);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(nonce, secret, box.AsSpan(Header), box.AsSpan(1 + KeyId + Nonce, Tag), Encoding.UTF8.GetBytes(purpose));
        return box;
    }

    public byte[] Open(ReadOnlySpan<byte> box, string purpose)
    {
        if (box.Length < Header || box[0] != Format)
            throw new CryptographicException("This is no sealed secret.");
        var id = box.Slice(1, KeyId).ToArray();
        var key = _keys.Value.FirstOrDefault(key => IdOf(key).AsSpan().SequenceEqual(id))
            ?? throw new CryptographicException("The key that sealed this secret is not configured.");
        var secret = new byte[box.Length - Header];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(box.Slice(1 + KeyId, Nonce), box[Header..], box.Slice(1 + KeyId + Nonce, Tag), secret, Encoding.UTF8.GetBytes(purpose));
        return secret;
    }

    private static byte[] IdOf(byte[] key) => SHA256.HashData(key)[..KeyId];

    private static List<byte[]> KeysOf(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = configuration.GetSection("Keys:Secrets").Get<string[]>() ?? [];
        var keys = configured.Select(Convert.FromBase64String).ToList();
        if (keys.Count == 0)
            keys.Add(Convert.FromBase64String(FromFolder(
                configuration["Keys:Folder"] ?? throw new InvalidOperationException("Neither Keys:Secrets nor Keys:Folder is set."),
                mayMake: environment.IsDevelopment() || environment.IsEnvironment("Testing"))));
        return keys.TrueForAll(key => key.Length == KeySize) ? keys : throw new InvalidOperationException("A key of Keys:Secrets is not 32 bytes as base64.");
    }

    private static string FromFolder(string folder, bool mayMake)
    {
        var path = Path.Combine(folder, "secrets.key");
        if (mayMake)
            PrivateFile.MakeOnce(path, () => File.Exists(path), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize)));
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new InvalidOperationException("There is no key: set Keys:Secrets, or put 32 bytes as base64 into secrets.key in Keys:Folder.");
    }
}
