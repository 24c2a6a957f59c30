using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Samjhadoo.Shared.Infrastructure.Http.OpenApi;

/// <summary>Examples that are valid by their schema and look like Samjhadoo's data; a route may bring a better one.</summary>
internal static class ApiExamples
{
    // By the end of a property's name, lower case; the first that fits the schema is taken.
    private static readonly (string Name, JsonNode Value)[] Known =
    [
        ("email", "asha@example.in"),
        ("usernameoremail", "asha"),
        ("login", "asha"),
        ("username", "asha_rao"),
        ("newpassword", "monsoon-verandah-mango"),
        ("currentpassword", "verandah-mango-monsoon"),
        ("password", "verandah-mango-monsoon"),
        ("recoverycode", "k7m2p-x9q4r"),
        ("code", "492039"),
        ("accesstoken", "eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.c2lnbmF0dXJl"),
        ("token", "Zk3q9vT0aXbYwL5nR8sJd2uE7hG1mC4pQ6iKoNfWxVz"),
        ("secret", "JBSWY3DPEHPK3PXP"),
        ("avatarurl", "https://cdn.example.in/avatars/asha.webp"),
        ("url", "https://example.in/asha"),
        ("links", "https://example.in/asha"),
        ("from", "09:00"),
        ("to", "18:30"),
        ("minutes", 60),
        ("title", "System design in an hour"),
        ("name", "Asha Rao"),
        ("timezone", "Asia/Kolkata"),
        ("language", "hi"),
        ("languages", "hi"),
        ("community", "STUDENT"),
        ("role", "USER"),
        ("city", "Pune"),
        ("citytier", 2),
        ("currency", "INR"),
        ("ipaddress", "203.0.113.9"),
        ("useragent", "Mozilla/5.0 (Linux; Android 15)"),
        ("device", "Android phone"),
        ("reason", "Asked by the user in ticket 4711"),
        ("note", "For the books"),
        ("description", "For the books"),
        ("nextcursor", "eyJpZCI6NDJ9"),
        ("cursor", "eyJpZCI6NDJ9"),
        ("amount", 250.5),
        ("balance", 1000),
        ("available", 1000),
        ("version", 1),
        ("limit", 20),
        ("id", 42),
    ];

    /// <summary>An example of a schema; references are looked up in the components.</summary>
    public static JsonNode? Of(JsonNode schema, IReadOnlyDictionary<string, JsonNode> components, string name = "", int depth = 0)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            return Of(components[reference[(reference.LastIndexOf('/') + 1)..]], components, name, depth + 1);
        if (schema["anyOf"] is JsonArray choices)
            return depth > 6 ? null : Of(choices[0]!, components, name, depth);
        if (schema["enum"] is JsonArray words)
            return words[0]!.DeepClone();
        var type = ApiSchemas.TypeOf(schema);
        if (type is "object" && schema["properties"] is JsonObject properties)
        {
            var example = new JsonObject();
            foreach (var (property, value) in properties)
                example[property] = depth > 8 ? null : Of(value!, components, property, depth + 1);
            return example;
        }

        if (type is "object")
            return new JsonObject();
        if (type is "array")
            return depth > 8 ? new JsonArray() : new JsonArray(Of(schema["items"]!, components, name, depth + 1));
        if (type is null)
            return JsonValue.Create("any JSON");
        foreach (var (ending, value) in Known)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && Fits(value, type, schema))
                return value.DeepClone();
        }

        return type switch
        {
            "boolean" => true,
            "integer" or "number" => schema["minimum"]?.DeepClone() ?? (schema["exclusiveMinimum"] is { } above ? above.GetValue<decimal>() + 1 : JsonValue.Create(1)),
            _ => Text(schema),
        };
    }

    private static JsonNode Text(JsonNode schema)
    {
        switch (FormatOf(schema))
        {
            case "date-time": return "2026-01-15T12:30:00Z";
            case "date": return "2026-01-15";
            case "uuid": return "0190c0de-0000-7000-8000-000000000042";
            case "uri": return "https://example.in/asha";
            case "email": return "asha@example.in";
        }

        if (schema["pattern"]?.GetValue<string>().Contains(':') == true)
            return "18:30";
        var (least, most) = LengthsOf(schema);
        var text = "namaste".PadRight(least, '.');
        return text[..Math.Min(text.Length, most)];
    }

    private static bool Fits(JsonNode value, string type, JsonNode schema)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
            return type is "number" || (type is "integer" && value.AsValue().TryGetValue<int>(out _));
        var text = value.GetValue<string>();
        var (least, most) = LengthsOf(schema);
        return type is "string"
            && text.Length >= least && text.Length <= most
            && FormatOf(schema) is var format && (format is null || (format is "email" && text.Contains('@')) || (format is "uri" && text.Contains("://", StringComparison.Ordinal)))
            && (schema["pattern"]?.GetValue<string>() is not { } pattern || Regex.IsMatch(text, pattern));
    }

    private static string? FormatOf(JsonNode schema) => schema["format"]?.GetValue<string>();

    private static (int Least, int Most) LengthsOf(JsonNode schema) =>
        (schema["minLength"]?.GetValue<int>() ?? 0, schema["maxLength"]?.GetValue<int>() ?? int.MaxValue);
}
