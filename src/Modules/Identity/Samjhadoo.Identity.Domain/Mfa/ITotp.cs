namespace Samjhadoo.Identity.Domain.Mfa;

/// <summary>Time-based one-time passwords (RFC 6238): six digits, 30 s, SHA-1, as every authenticator app knows them.</summary>
internal interface ITotp
{
    byte[] NewSecret();

    /// <summary>The secret as a person types it into an app (base32).</summary>
    string Spell(byte[] secret);

    /// <summary>The address an app reads from a QR code.</summary>
    string UriOf(byte[] secret, string account);

    /// <summary>The time step this code belongs to, one step of clock drift allowed; null when it belongs to none.</summary>
    long? StepOf(byte[] secret, string code, DateTimeOffset now);
}
