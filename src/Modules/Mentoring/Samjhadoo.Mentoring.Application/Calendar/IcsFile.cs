using System.Globalization;
using System.Text;

namespace Samjhadoo.Mentoring.Application.Calendar;

/// <summary>A session as a calendar shows it.</summary>
internal sealed record CalendarEntry(
    long Id, string Status, DateTimeOffset StartAt, DateTimeOffset EndAt, string OtherName, string? Topic, string? MeetingLink, int Version, DateTimeOffset UpdatedAt);

/// <summary>Calendars as RFC 5545 wants them: CRLF, lines of at most 75 bytes, text escaped, instants in UTC.</summary>
internal static class IcsFile
{
    private const int LongestLine = 75;

    public static string Of(IEnumerable<CalendarEntry> entries)
    {
        var file = new StringBuilder();
        foreach (var line in (string[])["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samjhadoo//Bookings//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:Samjhadoo"])
            Write(file, line);
        foreach (var entry in entries)
            Write(file, entry);
        Write(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static void Write(StringBuilder file, CalendarEntry entry)
    {
        Write(file, "BEGIN:VEVENT");
        Write(file, $"UID:booking-{entry.Id}@samjhadoo");
        Write(file, $"SEQUENCE:{entry.Version}");
        Write(file, $"DTSTAMP:{Instant(entry.UpdatedAt)}");
        Write(file, $"DTSTART:{Instant(entry.StartAt)}");
        Write(file, $"DTEND:{Instant(entry.EndAt)}");
        Write(file, $"SUMMARY:{Text($"Samjhadoo: {entry.OtherName}")}");
        if (entry.Topic is not null)
            Write(file, $"DESCRIPTION:{Text(entry.Topic)}");
        if (entry.MeetingLink is not null)
            Write(file, $"URL:{entry.MeetingLink}");
        Write(file, $"STATUS:{StatusOf(entry.Status)}");
        Write(file, "END:VEVENT");
    }

    private static string StatusOf(string status) => status switch
    {
        "CONFIRMED" or "COMPLETED" => "CONFIRMED",
        "HOLDING" or "REQUESTED" => "TENTATIVE",
        _ => "CANCELLED",
    };

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Text(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace(";", @"\;", StringComparison.Ordinal)
        .Replace(",", @"\,", StringComparison.Ordinal)
        .Replace("\r\n", @"\n", StringComparison.Ordinal)
        .Replace("\n", @"\n", StringComparison.Ordinal)
        .Replace("\r", @"\n", StringComparison.Ordinal);

    // Folded between runes, so that no character is torn.
    private static void Write(StringBuilder file, string line)
    {
        var length = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > LongestLine)
            {
                file.Append("\r\n ");
                length = 1;
            }

            file.Append(rune.ToString());
            length += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
