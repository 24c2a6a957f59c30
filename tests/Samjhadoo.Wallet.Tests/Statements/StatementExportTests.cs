using System.Globalization;
using System.Text;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Infrastructure.Statements;
using UglyToad.PdfPig;

namespace Samjhadoo.Wallet.Tests.Statements;

public sealed class StatementExportTests
{
    private const string Path = "/api/v1/wallet/transactions";

    [Test]
    public async Task The_csv_agrees_with_itself_at_every_row_over_many_pages()
    {
        var (asha, raj) = await BusyAsync(620);

        var (type, bytes) = await DownloadAsync(asha, "csv");

        type.Should().Be("text/csv");
        bytes.AsSpan(0, 3).ToArray().Should().Equal(0xEF, 0xBB, 0xBF);
        var rows = Parse(Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3));
        rows.Should().HaveCount(1 + 1 + 621 + 1).And.OnlyContain(row => row.Length == 9);
        rows[0].Should().StartWith("Time (Asia/Kolkata)");
        (rows[1][2], rows[^1][2]).Should().Be(("Opening balance", "Closing balance"));
        Amount(rows[1][8]).Should().Be(0);
        Amount(rows[^1][8]).Should().Be(await asha.BalanceAsync());
        for (var i = 2; i < rows.Count - 1; i++)
            (Amount(rows[i - 1][8]) + Amount(rows[i][6]) - Amount(rows[i][7])).Should().Be(Amount(rows[i][8]));
        rows[^2][8].Should().Be(rows[^1][8]);
        rows.Select(row => row[1]).Where(id => id.Length > 0).Should().OnlyHaveUniqueItems();
        rows.Skip(3).Take(620).Select(row => row[3]).Should().OnlyContain(name => name == "Test USER");
        raj.Should().NotBeNull();
    }

    [Test]
    public async Task A_period_opens_with_the_balance_before_it()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        await asha.SendAsync(raj.Id, 1);
        var second = await asha.GetAsync((await asha.SendAsync(raj.Id, 2)).Location!);
        var third = await asha.GetAsync((await asha.SendAsync(raj.Id, 4)).Location!);

        var (_, bytes) = await DownloadAsync(asha, $"csv?from={At(second)}&to={At(third)}");

        var rows = Parse(Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3));
        rows.Skip(1).Select(row => row[8]).Should().Equal("99.00", "97.00", "97.00");

        static string At(Answer transaction) => Uri.EscapeDataString(transaction.Json.GetProperty("createdAt").GetString()!);
    }

    [TestCase("=HYPERLINK(\"http://example.in\")")]
    [TestCase("+1")]
    [TestCase("-1+2")]
    [TestCase("@SUM(A1)")]
    [TestCase("\u200B=1+2")]
    public async Task No_note_is_run_as_a_formula(string note)
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        (await asha.SendAsync(raj.Id, 1, note: note)).Status.Should().Be(201);

        var (_, bytes) = await DownloadAsync(asha, "csv");

        Parse(Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3))[^2][4].Should().StartWith("'").And.EndWith(note[^2..]);
    }

    [Test]
    public async Task Commas_quotes_and_scripts_come_through_the_csv()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        const string note = "किराया, \"नवंबर\"; வாடகை";
        await asha.SendAsync(raj.Id, 1, note: note);

        var (_, bytes) = await DownloadAsync(asha, "csv");

        Parse(Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3))[^2][4].Should().Be(note);
    }

    [Test]
    public async Task The_pdf_carries_the_balance_from_page_to_page()
    {
        var (asha, _) = await BusyAsync(60);

        var (type, bytes) = await DownloadAsync(asha, "pdf");

        type.Should().Be("application/pdf");
        using var pdf = PdfDocument.Open(bytes);
        pdf.NumberOfPages.Should().Be(3);
        var balances = new List<decimal>();
        foreach (var page in pdf.GetPages())
        {
            var words = page.GetWords().ToList();
            page.Text.Should().Contain($"Page {page.Number} of 3");
            // The right-hand column, from top to bottom: brought forward, the rows, carried forward.
            var column = words.Where(word => word.Text.StartsWith('₹') && word.BoundingBox.Right > 540)
                .OrderByDescending(word => word.BoundingBox.Bottom).Select(word => Amount(word.Text[1..])).ToList();
            if (balances.Count > 0)
                column[0].Should().Be(balances[^1], "page {0} goes on where the one before stopped", page.Number);
            column[^1].Should().Be(column[^2]);
            balances.AddRange(page.Number == 1 ? column.SkipLast(1) : column.Skip(1).SkipLast(1));
        }

        balances.Should().HaveCount(1 + 61);
        balances[0].Should().Be(0);
        balances[^1].Should().Be(await asha.BalanceAsync());
        var api = (await asha.GetAsync($"{Path}?limit=100")).Json.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("balanceAfter").GetDecimal());
        balances.Skip(1).Should().Equal(api.Reverse());
    }

    [Test]
    public async Task The_pdf_has_letters_for_all_our_scripts()
    {
        var asha = await Bank.PersonAsync(100);
        string[] names = ["नीला शर्मा", "নীলা সেন", "நீலா கண்ணன்", "నీలా రెడ్డి", "Łucja Ağca"];
        foreach (var name in names)
        {
            var friend = await Bank.PersonAsync();
            await asha.SendAsync(friend.Id, 1, note: name);
        }

        var (_, bytes) = await DownloadAsync(asha, "pdf");

        using var pdf = PdfDocument.Open(bytes);
        var fonts = pdf.GetPages().SelectMany(page => page.Letters).Select(letter => letter.FontName!).Distinct().ToList();
        foreach (var script in (string[])["Devanagari", "Bengali", "Tamil", "Telugu"])
            fonts.Should().Contain(font => font.Contains(script, StringComparison.Ordinal));
    }

    [TestCase("0", "₹0.00")]
    [TestCase("999.5", "₹999.50")]
    [TestCase("100000", "₹1,00,000.00")]
    [TestCase("12345678.9", "₹1,23,45,678.90")]
    public void Digits_are_grouped_as_in_India(string amount, string text) =>
        StatementPdf.Rupees(Money.Rupees(decimal.Parse(amount, CultureInfo.InvariantCulture))).Should().Be(text);

    [TestCase("csv")]
    [TestCase("pdf")]
    public async Task A_period_that_ends_before_it_begins_is_refused(string type)
    {
        var asha = await Bank.PersonAsync(1);

        var answer = await asha.GetAsync($"{Path}.{type}?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z");

        answer.Status.Should().Be(400);
        answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString().Should().Be("to");
    }

    // Payments in turn, so that money comes in and goes out.
    private static async Task<(Person Asha, Person Raj)> BusyAsync(int payments)
    {
        var (asha, raj) = (await Bank.PersonAsync(100_000), await Bank.PersonAsync(1_000));
        foreach (var chunk in Enumerable.Range(1, payments).Chunk(20))
            await Task.WhenAll(chunk.Select(async i =>
                (await (i % 3 == 0 ? raj.SendAsync(asha.Id, 0.25m) : asha.SendAsync(raj.Id, 1 + i % 7))).Status.Should().Be(201)));
        return (asha, raj);
    }

    private static async Task<(string Type, byte[] Bytes)> DownloadAsync(Person person, string what)
    {
        using var response = await person.Client.GetAsync($"{Path}.{what}");
        response.IsSuccessStatusCode.Should().BeTrue("the answer was {0}", response.StatusCode);
        response.Content.Headers.ContentDisposition!.FileName.Should().StartWith("samjhadoo-wallet-");
        return (response.Content.Headers.ContentType!.MediaType!, await response.Content.ReadAsByteArrayAsync());
    }

    private static decimal Amount(string text) => text.Length == 0 ? 0 : decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static List<string[]> Parse(string csv)
    {
        var (rows, row, field, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < csv.Length; i++)
        {
            switch (csv[i])
            {
                case '"' when quoted && i + 1 < csv.Length && csv[i + 1] == '"':
                    field.Append(csv[i++]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    row.Add($"{field}");
                    field.Clear();
                    break;
                case '\r' when !quoted:
                    break;
                case '\n' when !quoted:
                    row.Add($"{field}");
                    field.Clear();
                    rows.Add([.. row]);
                    row.Clear();
                    break;
                default:
                    field.Append(csv[i]);
                    break;
            }
        }

        return rows;
    }
}
