namespace Samjhadoo.Mentoring.Domain.Bookings;

/// <summary>Where a session may meet. Nobody's client is sent to a host that is not on the list, and the server itself fetches none.</summary>
internal static class MeetingLink
{
    public const int Length = 500;

    private static readonly string[] Hosts = ["meet.google.com", "zoom.us", "teams.microsoft.com", "teams.live.com", "meet.jit.si", "whereby.com", "webex.com"];

    /// <summary>https, a listed host or one below it, no user info, no port, no address literal.</summary>
    public static bool IsAllowed(string link) =>
        link.Length <= Length
        && link.All(letter => letter is > ' ' and < '\u007F' and not '\\')
        && Uri.TryCreate(link, UriKind.Absolute, out var url)
        && url is { Scheme: "https", UserInfo.Length: 0, IsDefaultPort: true, HostNameType: UriHostNameType.Dns }
        && !url.Authority.Contains('@')
        && Hosts.Any(host => url.Host == host || url.Host.EndsWith($".{host}", StringComparison.Ordinal));
}
