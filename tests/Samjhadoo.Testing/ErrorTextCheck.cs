using System.Reflection;
using FluentValidation;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Testing;

/// <summary>Finds what is missing in the error texts of a module: no code may reach a caller without words in each language.</summary>
public static class ErrorTextCheck
{
    private static readonly Assembly Shared = typeof(ErrorTexts).Assembly;

    /// <summary>What is wrong, one line each; empty when all is well.</summary>
    /// <param name="module">The module's name, or <c>Shared</c>.</param>
    /// <param name="texts">The assembly the texts are embedded in.</param>
    /// <param name="assemblies">Where its errors and validators are declared.</param>
    public static IEnumerable<string> Of(string module, Assembly texts, IReadOnlyList<Assembly> assemblies)
    {
        var byLanguage = Languages.All.ToDictionary(language => language, language => ErrorTexts.Read(texts, module, language));
        var shared = ErrorTexts.Read(Shared, "Shared", Languages.Default);
        var declared = assemblies.SelectMany(ErrorsOf).Select(error => error.Code)
            .Concat(assemblies.SelectMany(FieldCodesOf).Select(code => $"field.{code}"))
            .Where(code => module == "Shared" || !shared.ContainsKey(code));
        foreach (var code in declared.Concat(byLanguage.Values.SelectMany(one => one.Keys)).Distinct().Order(StringComparer.Ordinal))
        {
            foreach (var language in Languages.All)
            {
                if (!byLanguage[language].TryGetValue(code, out var text))
                    yield return $"{module}: {code} has no text in {language}";
                else if (text.Detail.Length == 0 || text.Title.Length == 0 != code.StartsWith("field.", StringComparison.Ordinal))
                    yield return $"{module}: {code} in {language} is incomplete";
                else if (ErrorTexts.PlaceholdersOf(text.Title).Count > 0)
                    yield return $"{module}: the title of {code} in {language} has placeholders";
                else if (byLanguage[Languages.Default].TryGetValue(code, out var english) && !ErrorTexts.PlaceholdersOf(english.Detail).SequenceEqual(ErrorTexts.PlaceholdersOf(text.Detail)))
                    yield return $"{module}: {code} has other placeholders in {language} than in English";
                else if (language != Languages.Default && !(text.Title + text.Detail).Any(letter => letter is >= '\u0900' and <= '\u0C7F'))
                    yield return $"{module}: {code} is not translated into {language}";
            }
        }

        if (module == "Shared")
            yield break;
        foreach (var code in byLanguage[Languages.Default].Keys.Where(shared.ContainsKey))
            yield return $"{module}: {code} is Shared's";
    }

    /// <summary>The errors an assembly declares as static fields.</summary>
    public static IEnumerable<Error> ErrorsOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => !type.ContainsGenericParameters)
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(field => field.FieldType == typeof(Error))
        .Select(field => (Error)field.GetValue(null)!);

    // The codes validators name themselves; FluentValidation's own are mapped to those of Shared.
    private static IEnumerable<string> FieldCodesOf(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, ContainsGenericParameters: false } && type.IsAssignableTo(typeof(IValidator)))
        .Where(type => type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, []) is not null)
        .SelectMany(type => ((IValidator)Activator.CreateInstance(type, nonPublic: true)!).CreateDescriptor().Rules)
        .SelectMany(rule => rule.Components)
        .Select(component => component.ErrorCode)
        .Where(code => code is not null && !code.EndsWith("Validator", StringComparison.Ordinal));
}
