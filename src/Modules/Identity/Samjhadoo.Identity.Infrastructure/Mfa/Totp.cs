using OtpNet;
using Samjhadoo.Identity.Domain.Mfa;

namespace Samjhadoo.Identity.Infrastructure.Mfa;

internal sealed class Totp : ITotp
{
    private const int SecretSize = 20;

    public byte[] NewSecret() => KeyGeneration.GenerateRandomKey(SecretSize);

    public string Spell(byte[] secret) => Base32Encoding.ToString(secret);

    public string UriOf(byte[] secret, string account) => new OtpUri(OtpType.Totp, secret, account, "Samjhadoo").ToString();

    public long? StepOf(byte[] secret, string code, DateTimeOffset now) =>
        new OtpNet.Totp(secret).VerifyTotp(now.UtcDateTime, code, out var step, new VerificationWindow(previous: 1, future: 1)) ? step : null;
}
