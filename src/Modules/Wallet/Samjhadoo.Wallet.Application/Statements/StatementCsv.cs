using System.Globalization;
using System.Text;
using Samjhadoo.Wallet.Application.Transactions;

namespace Samjhadoo.Wallet.Application.Statements;

/// <summary>
/// A statement as RFC 4180 with the byte order mark by which spreadsheets know UTF-8. A text that a spreadsheet would run as a
/// formula is put behind an apostrophe.
/// </summary>
internal static class StatementCsv
{
    private const string FormulaStarts = "=+-@\t\r\n";

    public static async Task WriteAsync(Stream output, Statement statement, IAsyncEnumerable<TransactionResponse> lines, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(statement.TimeZone);
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16 * 1024, leaveOpen: true);
        await writer.WriteAsync(Row($"Time ({statement.TimeZone})", "Transaction", "Kind", "Counterparty", "Note", "Reference", "Money in", "Money out", "Balance"));
        await writer.WriteAsync(Row(statement.From is { } from ? Time(from) : "", "", "Opening balance", "", "", "", "", "", $"{statement.Opening}"));
        var balance = statement.Opening;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await writer.WriteAsync(Row(
                Time(line.CreatedAt),
                $"{line.Id}",
                line.Kind,
                line.CounterpartyName,
                line.Note,
                line.Reference,
                line.Amount.IsPositive ? $"{line.Amount}" : "",
                line.Amount.IsPositive ? "" : $"{-line.Amount}",
                $"{line.BalanceAfter}"));
            balance = line.BalanceAfter;
        }

        await writer.WriteAsync(Row(Time(statement.To), "", "Closing balance", "", "", "", "", "", $"{balance}"));

        string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static string Row(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // A sign of width or of order in front would hide the formula from us and not from the spreadsheet.
        text = text.TrimStart('\u200B', '\u200E', '\u200F', '\uFEFF');
        if (text.Length > 0 && FormulaStarts.Contains(text[0], StringComparison.Ordinal))
            text = $"'{text}";
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
