using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Samjhadoo.Wallet.Infrastructure.Statements;

/// <summary>
/// Text in the scripts of our five languages, from fonts that the module brings along: a bare server has none. HarfBuzz shapes
/// it, without which Indian scripts are letters in the wrong order.
/// </summary>
internal sealed class Lettering : IDisposable
{
    // The first font that has a letter draws it.
    private static readonly Lazy<IReadOnlyList<SKTypeface>> Regular = new(() =>
        [.. ((string[])["Latin", "LatinExtended", "Devanagari", "Bengali", "Tamil", "Telugu"]).Select(Load)]);

    private static readonly Lazy<SKTypeface> Bold = new(() => Load("Latin-Bold"));

    private readonly SKPaint _paint = new() { IsAntialias = true };
    private readonly Dictionary<SKTypeface, SKShaper> _shapers = [];

    /// <summary>Draws one line of text; what does not fit into the width ends in an ellipsis.</summary>
    public void Draw(SKCanvas canvas, string text, float x, float baseline, float size, float width, bool bold = false, bool right = false, SKColor? colour = null)
    {
        var runs = RunsOf(Clean(text), bold, size);
        if (runs.Sum(run => run.Width) > width)
            runs = Shorten(Clean(text), bold, size, width);
        var at = right ? x + width - runs.Sum(run => run.Width) : x;
        _paint.Color = colour ?? SKColors.Black;
        foreach (var run in runs)
        {
            using var font = new SKFont(run.Typeface, size) { Subpixel = true };
            canvas.DrawShapedText(Shaper(run.Typeface), run.Text, at, baseline, SKTextAlign.Left, font, _paint);
            at += run.Width;
        }
    }

    public void Dispose()
    {
        foreach (var shaper in _shapers.Values)
            shaper.Dispose();
        _paint.Dispose();
    }

    private List<Run> Shorten(string text, bool bold, float size, float width)
    {
        var letters = new System.Globalization.StringInfo(text);
        // A letter of an Indian script is several code units: cut between letters, by halves.
        var (fits, tooLong) = (0, letters.LengthInTextElements);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            if (RunsOf($"{letters.SubstringByTextElements(0, middle)}…", bold, size).Sum(run => run.Width) <= width)
                fits = middle;
            else
                tooLong = middle;
        }

        return RunsOf($"{(fits == 0 ? "" : letters.SubstringByTextElements(0, fits))}…", bold, size);
    }

    private List<Run> RunsOf(string text, bool bold, float size)
    {
        var runs = new List<(SKTypeface Typeface, System.Text.StringBuilder Text)>();
        foreach (var rune in text.EnumerateRunes())
        {
            var typeface = Choose(rune, bold, runs.Count == 0 ? null : runs[^1].Typeface);
            if (runs.Count == 0 || runs[^1].Typeface != typeface)
                runs.Add((typeface, new()));
            runs[^1].Text.Append(rune);
        }

        return [.. runs.Select(run => new Run(run.Typeface, $"{run.Text}", WidthOf(run.Typeface, $"{run.Text}", size)))];
    }

    private static SKTypeface Choose(System.Text.Rune rune, bool bold, SKTypeface? before)
    {
        // Signs that join letters, spaces and digits stay with the letters around them.
        if (before is not null && before != Bold.Value && before.GetGlyph(rune.Value) != 0)
            return before;
        if (bold && Bold.Value.GetGlyph(rune.Value) != 0)
            return Bold.Value;
        return Regular.Value.FirstOrDefault(typeface => typeface.GetGlyph(rune.Value) != 0) ?? Regular.Value[0];
    }

    private float WidthOf(SKTypeface typeface, string text, float size)
    {
        using var font = new SKFont(typeface, size) { Subpixel = true };
        return Shaper(typeface).Shape(text, font).Width;
    }

    private SKShaper Shaper(SKTypeface typeface)
    {
        if (!_shapers.TryGetValue(typeface, out var shaper))
            _shapers[typeface] = shaper = new SKShaper(typeface);
        return shaper;
    }

    // Nothing invisible, and nothing that would turn the line around.
    private static string Clean(string text) =>
        string.Concat(text.Where(letter => !char.IsControl(letter) && letter is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));

    private static SKTypeface Load(string name)
    {
        using var font = typeof(Lettering).Assembly.GetManifestResourceStream($"Wallet.Fonts.NotoSans-{name}.ttf")!;
        return SKTypeface.FromStream(font);
    }

    private sealed record Run(SKTypeface Typeface, string Text, float Width);
}
