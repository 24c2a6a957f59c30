using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>The words for one code in one language; <c>{name}</c> stands for an argument of the error.</summary>
/// <param name="Title">What sort of problem it is; never with arguments.</param>
/// <param name="Detail">What went wrong this time.</param>
internal sealed record ErrorText(string Title, string Detail);

/// <summary>
/// The texts of all errors in all languages, from <c>Texts/errors.&lt;language&gt;.json</c> of Shared and of each module. An
/// error has a title and a detail; a rule for a field, under <c>field.&lt;code&gt;</c>, is one string.
/// </summary>
internal sealed partial class ErrorTexts
{
    private readonly Dictionary<string, FrozenDictionary<string, ErrorText>> _byLanguage;

    public ErrorTexts(ModuleRegistry modules)
    {
        var sources = modules.All.Select(module => (Assembly: module.Module.GetType().Assembly, module.Name))
            .Prepend((Assembly: typeof(ErrorTexts).Assembly, Name: "Shared"))
            .ToList();
        _byLanguage = Languages.All.ToDictionary(
            language => language,
            language => sources.SelectMany(source => Read(source.Assembly, source.Name, language)).ToFrozenDictionary());
    }

    /// <summary>The text in the language, else in English, else null.</summary>
    public ErrorText? Find(string code, string language) =>
        _byLanguage[language].GetValueOrDefault(code) ?? _byLanguage[Languages.Default].GetValueOrDefault(code);

    /// <summary>The texts one assembly brings for one language; empty when it brings none.</summary>
    public static IReadOnlyDictionary<string, ErrorText> Read(Assembly assembly, string module, string language)
    {
        using var stream = assembly.GetManifestResourceStream($"{module}.Texts.errors.{language}.json");
        if (stream is null)
            return FrozenDictionary<string, ErrorText>.Empty;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.ValueKind == JsonValueKind.String
            ? new ErrorText("", entry.Value.GetString()!)
            : new ErrorText(entry.Value.GetProperty("title").GetString()!, entry.Value.GetProperty("detail").GetString()!));
    }

    /// <summary>Puts arguments into their places; a place without an argument is left out.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> arguments) =>
        text.Contains('{') ? Placeholder().Replace(text, match => arguments.GetValueOrDefault(match.Groups[1].Value, "")) : text;

    /// <summary>The names of a text's places, sorted.</summary>
    public static IReadOnlyList<string> PlaceholdersOf(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{([a-z][A-Za-z0-9]*)\}")]
    private static partial Regex Placeholder();
}
