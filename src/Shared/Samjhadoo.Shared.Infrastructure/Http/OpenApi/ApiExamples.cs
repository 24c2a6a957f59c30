using System.Text.Json.Nodes;

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
        ("name", "Asha Rao"),
        ("timezone", "Asia/Kolkata"),
        ("language", "hi"),
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

    private static JsonNode Text(JsonNode schema) => schema["format"]?.GetValue<string>() switch
    {
        "date-time" => "2026-01-15T12:30:00Z",
        "date" => "2026-01-15",
        "uuid" => "0190c0de-0000-7000-8000-000000000042",
        "uri" => "https://example.in/asha",
        "email" => "asha@example.in",
        _ when schema["pattern"]?.GetValue<string>().Contains(':') == true => "18:30",
        _ => "namaste".PadRight(schema["minLength"]?.GetValue<int>() ?? 0, '.')[..Math.Min(schema["maxLength"]?.GetValue<int>() ?? 7, Math.Max(7, schema["minLength"]?.GetValue<int>() ?? 0))],
    };

    private static bool Fits(JsonNode value, string type, JsonNode schema) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => type == "string" && (schema["format"] is null || schema["format"]!.GetValue<string>() is "email" or "uri" == value.GetValue<string>().IndexOfAny([':', '@']) > 0)
            && value.GetValue<string>().Length >= (schema["minLength"]?.GetValue<int>() ?? 0)
            && value.GetValue<string>().Length <= (schema["maxLength"]?.GetValue<int>() ?? int.MaxValue)
            && (schema["pattern"]?.GetValue<string>() is not { } pattern || System.Text.RegularExpressions.Regex.IsMatch(value.GetValue<string>(), pattern)),
        System.Text.Json.JsonValueKind.Number => type is "number" || (type is "integer" && value.AsValue().TryGetValue<int>(out _)),
        _ => false,
    };
}
