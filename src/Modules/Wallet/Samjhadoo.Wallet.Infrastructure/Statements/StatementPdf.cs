using System.Globalization;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Application.Statements;
using Samjhadoo.Wallet.Application.Transactions;
using SkiaSharp;

namespace Samjhadoo.Wallet.Infrastructure.Statements;

/// <summary>A statement on A4: each page starts with the balance that the page before ended with.</summary>
internal sealed class StatementPdf : IDisposable
{
    /// <summary>More rows are no document to read; CSV has no such bound.</summary>
    public const int MaxLines = 5_000;

    private const float Width = 595;
    private const float Height = 842;
    private const float Margin = 40;
    private const float RowHeight = 26;
    private const int RowsOnFirst = 22;
    private const int RowsOnOthers = 26;

    private static readonly SKColor Grey = new(0x66, 0x66, 0x66);
    private static readonly SKColor Line = new(0xCC, 0xCC, 0xCC);

    // 12,34,567.89
    private static readonly NumberFormatInfo Indian = new() { NumberGroupSizes = [3, 2], NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NumberDecimalDigits = 2 };

    private static readonly (string Title, float X, float Width, bool Right)[] Columns =
    [
        ("Date", Margin, 75, false),
        ("Details", Margin + 80, 195, false),
        ("Money in", Margin + 280, 75, true),
        ("Money out", Margin + 360, 75, true),
        ("Balance", Margin + 440, 75, true),
    ];

    private readonly Lettering _letters = new();
    private readonly Statement _statement;
    private readonly IReadOnlyList<TransactionResponse> _lines;
    private readonly TimeZoneInfo _zone;

    private StatementPdf(Statement statement, IReadOnlyList<TransactionResponse> lines)
    {
        (_statement, _lines) = (statement, lines);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(statement.TimeZone);
    }

    public static byte[] Write(Statement statement, IReadOnlyList<TransactionResponse> lines)
    {
        using var pdf = new StatementPdf(statement, lines);
        return pdf.Write();
    }

    /// <summary>Rupees with the digits in groups as India writes them.</summary>
    public static string Rupees(Money money) => $"₹{money.Amount.ToString("N2", Indian)}";

    public void Dispose() => _letters.Dispose();

    private byte[] Write()
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata
        {
            Title = "Samjhadoo wallet statement",
            Creator = "Samjhadoo",
            Creation = _statement.To.UtcDateTime,
            Modified = _statement.To.UtcDateTime,
        }))
        {
            var pages = 1 + Math.Max(0, (_lines.Count - RowsOnFirst + RowsOnOthers - 1) / RowsOnOthers);
            var (done, balance) = (0, _statement.Opening);
            for (var page = 1; page <= pages; page++)
            {
                var canvas = document.BeginPage(Width, Height);
                var rows = _lines.Skip(done).Take(page == 1 ? RowsOnFirst : RowsOnOthers).ToList();
                var y = page == 1 ? Head(canvas) : Margin + 20;
                y = Titles(canvas, y);
                y = Total(canvas, y, page == 1 ? "Opening balance" : "Brought forward", balance);
                foreach (var row in rows)
                    y = Row(canvas, y, row);
                done += rows.Count;
                balance = rows.Count == 0 ? balance : rows[^1].BalanceAfter;
                Total(canvas, y, page == pages ? "Closing balance" : "Carried forward", balance);
                _letters.Draw(canvas, $"Page {page} of {pages}", Margin, Height - Margin + 12, 8, Width - 2 * Margin, right: true, colour: Grey);
                _letters.Draw(canvas, $"Wallet {_statement.WalletId}", Margin, Height - Margin + 12, 8, 200, colour: Grey);
                document.EndPage();
            }

            document.Close();
        }

        return stream.ToArray();
    }

    private float Head(SKCanvas canvas)
    {
        _letters.Draw(canvas, "Samjhadoo", Margin, Margin + 16, 18, 200, bold: true);
        _letters.Draw(canvas, "Wallet statement", Margin, Margin + 16, 12, Width - 2 * Margin, right: true);
        _letters.Draw(canvas, _statement.Holder, Margin, Margin + 44, 12, 300, bold: true);
        _letters.Draw(canvas, $"Wallet {_statement.WalletId} · Indian rupees", Margin, Margin + 60, 9, 300, colour: Grey);
        var from = _statement.From is { } start ? Time(start) : "the beginning";
        _letters.Draw(canvas, $"From {from} to {Time(_statement.To)}, {_statement.TimeZone}", Margin, Margin + 74, 9, Width - 2 * Margin, colour: Grey);
        return Margin + 100;
    }

    private float Titles(SKCanvas canvas, float y)
    {
        foreach (var column in Columns)
            _letters.Draw(canvas, column.Title, column.X, y, 9, column.Width, bold: true, column.Right);
        Rule(canvas, y + 6, SKColors.Black);
        return y + 6;
    }

    private float Total(SKCanvas canvas, float y, string title, Money balance)
    {
        _letters.Draw(canvas, title, Columns[1].X, y + 16, 9, Columns[1].Width, bold: true);
        _letters.Draw(canvas, Rupees(balance), Columns[4].X, y + 16, 9, Columns[4].Width, right: true);
        Rule(canvas, y + RowHeight - 4, Line);
        return y + RowHeight - 4;
    }

    private float Row(SKCanvas canvas, float y, TransactionResponse row)
    {
        var kind = $"{row.Kind[..1]}{row.Kind[1..].Replace('_', ' ').ToLowerInvariant()}".Replace("Ai ", "AI ", StringComparison.Ordinal);
        var who = row.CounterpartyName is null ? "" : row.Amount.IsPositive ? $" from {row.CounterpartyName}" : $" to {row.CounterpartyName}";
        _letters.Draw(canvas, Time(row.CreatedAt), Columns[0].X, y + 11, 8, Columns[0].Width);
        _letters.Draw(canvas, kind + who, Columns[1].X, y + 11, 9, Columns[1].Width);
        _letters.Draw(canvas, $"No. {row.Id}{(row.Note is null ? "" : $" · {row.Note}")}", Columns[1].X, y + 21, 7, Columns[1].Width, colour: Grey);
        var amount = row.Amount.IsPositive ? Columns[2] : Columns[3];
        _letters.Draw(canvas, Rupees(row.Amount.IsPositive ? row.Amount : -row.Amount), amount.X, y + 11, 9, amount.Width, right: true);
        _letters.Draw(canvas, Rupees(row.BalanceAfter), Columns[4].X, y + 11, 9, Columns[4].Width, right: true);
        Rule(canvas, y + RowHeight, Line);
        return y + RowHeight;
    }

    private string Time(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    private static void Rule(SKCanvas canvas, float y, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, StrokeWidth = 0.5f, IsStroke = true };
        canvas.DrawLine(Margin, y, Width - Margin, y, paint);
    }
}
