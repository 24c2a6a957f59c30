using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Samjhadoo.Identity.Domain.Mails;

namespace Samjhadoo.Identity.Infrastructure.Mails;

/// <summary>Subject and body of a mail with <c>{placeholders}</c>.</summary>
internal sealed record MailText(string Subject, string Body);

/// <summary>Renders mails from <c>Texts/mails.&lt;language&gt;.json</c> of every module.</summary>
internal sealed partial class MailTexts(IOptions<MailOptions> options)
{
    private const string Fallback = "en";

    private readonly Lazy<Dictionary<(string Template, string Language), MailText>> _texts = new(Load);

    /// <summary>The mail, or null when no module has this template.</summary>
    public RenderedMail? Render(QueuedMail mail, string? secret)
    {
        var language = _texts.Value.ContainsKey((mail.Template, mail.Language)) ? mail.Language : Fallback;
        if (!_texts.Value.TryGetValue((mail.Template, language), out var text))
            return null;

        var arguments = JsonSerializer.Deserialize<Dictionary<string, string>>(mail.Arguments)!;
        arguments["name"] = mail.Name ?? mail.Username;
        if ((MailTemplate.Links.GetValueOrDefault(mail.Template) ?? arguments.GetValueOrDefault("link")) is { } path)
            arguments["link"] = new Uri(options.Value.WebUrl, path.Replace("{secret}", secret, StringComparison.Ordinal)).AbsoluteUri;

        return new RenderedMail(
            mail.Id,
            mail.Template,
            language,
            mail.Email,
            Fill(text.Subject, arguments).ReplaceLineEndings(" "),
            Fill(text.Body, arguments));
    }

    // One pass: what a person wrote is never read as a placeholder.
    private static string Fill(string text, Dictionary<string, string> arguments) =>
        Placeholder().Replace(text, match => arguments.GetValueOrDefault(match.Groups[1].Value, match.Value));

    private static Dictionary<(string Template, string Language), MailText> Load()
    {
        var texts = new Dictionary<(string, string), MailText>();
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name!.StartsWith("Samjhadoo.", StringComparison.Ordinal)))
        {
            foreach (var resource in assembly.GetManifestResourceNames())
            {
                if (Resource().Match(resource) is not { Success: true } match)
                    continue;
                using var stream = assembly.GetManifestResourceStream(resource)!;
                foreach (var (template, text) in JsonSerializer.Deserialize<Dictionary<string, MailText>>(stream, JsonSerializerOptions.Web)!)
                    texts.Add((template, match.Groups[1].Value), text);
            }
        }

        return texts;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\.Texts\.mails\.(\w+)\.json$")]
    private static partial Regex Resource();
}
