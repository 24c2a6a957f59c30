namespace Samjhadoo.Identity.Domain.Secrets;

/// <summary>Encrypts what the database must keep and must not be able to tell.</summary>
internal interface ISecretBox
{
    /// <summary>Encrypts; the same <paramref name="purpose"/> is needed to open it again.</summary>
    byte[] Seal(ReadOnlySpan<byte> secret, string purpose);

    /// <summary>Decrypts what was sealed for the same purpose; anything else throws.</summary>
    byte[] Open(ReadOnlySpan<byte> box, string purpose);
}
