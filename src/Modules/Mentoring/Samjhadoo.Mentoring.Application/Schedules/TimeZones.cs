using System.Text.RegularExpressions;
using FluentValidation;

namespace Samjhadoo.Mentoring.Application.Schedules;

internal static partial class TimeZones
{
    /// <summary>An IANA zone, or nothing.</summary>
    public static IRuleBuilderOptions<T, string?> TimeZone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(zone => zone is null || IsZone(zone)).WithErrorCode("bad_time_zone").WithMessage("is not an IANA time zone");

    private static bool IsZone(string zone) =>
        zone.Length <= 50 && Zone().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    [GeneratedRegex("^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(/[A-Za-z0-9_+-]+){1,2})$")]
    private static partial Regex Zone();
}
