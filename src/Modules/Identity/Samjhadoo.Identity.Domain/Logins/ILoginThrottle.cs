using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Samjhadoo.Identity.Domain.Logins;

/// <summary>
/// Counts attempts before they are made, so that a hundred at once are not each the first. Past the limit every attempt is
/// followed by a pause that doubles: a delay, never a lock.
/// </summary>
internal interface ILoginThrottle
{
    /// <summary>Counts one attempt under each key, in one statement; the pause still to wait when one of them is past its limit.</summary>
    Task<TimeSpan?> ClaimAsync(IReadOnlyList<ThrottleKey> keys, CancellationToken cancellationToken);

    /// <summary>The attempt was honest: forgets what was counted under the person's keys and takes back what was under shared ones.</summary>
    Task ForgiveAsync(IReadOnlyList<ThrottleKey> keys, CancellationToken cancellationToken);
}

/// <summary>What attempts are counted under; kept as a hash, since it is made of names and addresses.</summary>
/// <param name="Hash">SHA-256 of kind and value.</param>
/// <param name="Limit">Attempts before pauses begin.</param>
/// <param name="IsShared">True where several people may stand behind it.</param>
internal sealed record ThrottleKey(byte[] Hash, int Limit, bool IsShared)
{
    private const int PerAccount = 5;
    private const int PerAddress = 20;

    /// <summary>
    /// What was typed as login. User name and address count apart: a common count would tell a stranger which address
    /// belongs to a user name.
    /// </summary>
    public static ThrottleKey Login(string login) => Of("login", login, PerAccount);

    /// <summary>Logins to an account from where its owner has logged in before: strangers elsewhere can't use these up.</summary>
    public static ThrottleKey KnownPlace(long userId, string? ipAddress) => Of("known", $"{userId} {ipAddress}", PerAccount);

    /// <summary>A caller's address; of IPv6 the network, since whoever has one has 2^64 addresses in it.</summary>
    public static ThrottleKey Address(string? ipAddress) => Of("address", NetworkOf(ipAddress), PerAddress) with { IsShared = true };

    /// <summary>Proofs of identity by somebody who is logged in.</summary>
    public static ThrottleKey Proof(long userId) => Of("proof", $"{userId}", PerAccount);

    /// <summary>Mails that anybody can have sent to an address.</summary>
    public static ThrottleKey Mail(string email) => Of("mail", email, PerAccount);

    private static string NetworkOf(string? ipAddress) =>
        IPAddress.TryParse(ipAddress, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : ipAddress ?? "";

    private static ThrottleKey Of(string kind, string value, int limit) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {value}")), limit, IsShared: false);
}
