using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Samjhadoo.EndToEnd.Tests.Api;

/// <summary>One operation of the document.</summary>
/// <param name="Method">GET, POST …</param>
/// <param name="Path">The template, e.g. <c>/api/v1/users/{id}</c>.</param>
/// <param name="Content">The operation as the document has it, its references followed one step.</param>
public sealed record Operation(string Method, string Path, JsonNode Content)
{
    public string Id => Content["operationId"]!.GetValue<string>();

    /// <summary>The codes each documented status may have; none for a success.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Statuses { get; init; } = new Dictionary<int, IReadOnlyList<string>>();

    public IReadOnlyList<JsonNode> Parameters { get; init; } = [];

    public string? BodyType => Content["requestBody"]?["content"]?.AsObject().First().Key;

    public JsonNode? BodyExample => Content["requestBody"]?["content"]?.AsObject().First().Value!["example"];

    public override string ToString() => $"{Method} {Path}";

    public static IReadOnlyList<Operation> All(JsonNode document)
    {
        JsonNode Follow(JsonNode node) => node["$ref"]?.GetValue<string>() is { } reference
            ? reference[2..].Split('/').Aggregate(document, (at, name) => at[name.Replace("~1", "/", StringComparison.Ordinal)]!)
            : node;
        return
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => new Operation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!)
            {
                Parameters = [.. (operation.Value!["parameters"]?.AsArray() ?? []).Select(parameter => Follow(parameter!))],
                Statuses = operation.Value["responses"]!.AsObject().ToDictionary(
                    response => int.Parse(response.Key, CultureInfo.InvariantCulture),
                    response => (IReadOnlyList<string>)[.. Follow(response.Value!)["content"]?["application/problem+json"]?["schema"]!["allOf"]![1]!["properties"]!["code"]!["enum"]!.AsArray().Select(code => code!.GetValue<string>()) ?? []]),
            })),
        ];
    }
}

/// <summary>A request somebody might send.</summary>
/// <param name="Target">Path and query.</param>
/// <param name="Body">The bytes of the body, or null.</param>
/// <param name="ContentType">Its content type, or null.</param>
/// <param name="Headers">More headers.</param>
/// <param name="BendsPath">True when a hostile path value may lead to another route or none.</param>
public sealed record HostileRequest(string Target, byte[]? Body, string? ContentType, IReadOnlyList<(string Name, string Value)> Headers, bool BendsPath)
{
    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 600)));
        return $"{Target} [{ContentType}] {string.Join("; ", Headers.Select(header => $"{header.Name}: {header.Value[..Math.Min(header.Value.Length, 80)]}"))} {body}";
    }
}

/// <summary>
/// Makes requests of an operation from the document: its example with a part of it replaced, removed, doubled or spoilt. The
/// same seed gives the same requests.
/// </summary>
public static class HostileInput
{
    /// <summary>Values that have broken other programs, as JSON text.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "-0", "0.001", "0.005", "-0.01", "1.5", "1e2", "1e400", "-1e400", "1e-400", "99999999.99", "100000000", "79228162514264337593543950336",
        "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "NaN", "01",
        "\"\"", "\" \"", "\"a\"", "\"1\"", "\"null\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"\\u202Egnp.exe\"", "\"👩🏽‍🏫\"", "\"ज़्यादा\"", "\"\\uFEFF\\u200B\"", "\"\\r\\nSet-Cookie: a=b\"",
        "\"' or 1=1; drop table users; --\"", "\"%_\\\\%\"", "\"{{7*7}}${jndi:ldap://x}<%= 7 %>\"", "\"<script>alert(1)</script>\"", "\"../../etc/passwd\"", "\"javascript:alert(1)\"", "\"https://user:pw@127.0.0.1:22/\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"9999-12-31T23:59:59-23:59\"", "\"2025-02-29\"", "\"2026-01-15T12:30:00\"", "\"2026-01-15T12:30:00+05:30\"", "\"24:00\"", "\"Mars/Olympus\"", "\"asha@example.in\"", "\"a@b\"",
        "\"USER\"", "\"ADMIN\"", "\"user\"", "[]", "[null]", "[[]]", "[1,2]", "{}", "{\"a\":1}", "{\"$ref\":\"#\"}",
        "\"" + new string('x', 255) + "\"", "\"" + new string('x', 10_000) + "\"", "\"" + new string('ज', 300) + "\"", string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000)),
    ];

    private static readonly string[] Names = ["role", "isVerified", "balance", "userId", "id", "__proto__", "constructor", "$type", "", "a.b", "\\u0000", "\\ud83d"];

    private static readonly string[] Types = ["text/plain", "application/xml", "application/json; charset=utf-16", "application/json; charset=nope", "multipart/form-data", "a/b/c", "application/problem+json"];

    private static readonly Gen<string> Value = Gen.Frequency(
        (6, Gen.OneOf(Values)),
        (2, Gen.String[0, 40].Select(text => JsonSerializer.Serialize(text))),
        (1, Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture))),
        (1, Gen.Double.Select(number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "1e999")));

    private static readonly Gen<string> Text = Value.Select(json => json.StartsWith('"') && TryText(json) is { } text ? text : json);

    /// <summary>Requests of this operation.</summary>
    public static Gen<HostileRequest> Of(Operation operation) =>
        from target in Target(operation)
        from body in Body(operation)
        from headers in Headers(operation)
        select new HostileRequest(target.Text, body.Bytes, body.Type, headers, target.Bends);

    private static Gen<(string Text, bool Bends)> Target(Operation operation)
    {
        var inPath = operation.Parameters.Where(one => In(one, "path")).ToList();
        var inQuery = operation.Parameters.Where(one => In(one, "query")).ToList();
        var path = inPath.Aggregate(Gen.Const((Text: operation.Path, Bends: false)), (sofar, parameter) =>
            from at in sofar
            from hostile in Gen.Int[0, 3]
            from id in Gen.OneOf("1", "42", "0", "-1", "999999999", "9223372036854775807", "9223372036854775808")
            from value in Text
            select (at.Text.Replace($"{{{NameOf(parameter)}}}", Escape(hostile == 0 ? value : id), StringComparison.Ordinal), at.Bends || hostile == 0));
        var query = inQuery.Aggregate(Gen.Const(""), (sofar, parameter) =>
            from at in sofar
            from kind in Gen.Int[0, 3]
            from value in Text
            select kind switch
            {
                0 => at,
                1 when !parameter["required"]!.GetValue<bool>() => at,
                1 or 2 => $"{at}&{NameOf(parameter)}={Escape(parameter["example"]?.ToString() ?? "1")}",
                _ => $"{at}&{NameOf(parameter)}={Escape(value)}",
            });
        return
            from at in path
            from asked in query
            from more in Gen.OneOf("", "", "", "&unknown=1", "&=", "&%00", "&a=%ff%fe", "&limit=1&limit=2")
            select (at.Text + (asked + more is { Length: > 0 } all ? "?" + all[1..] : ""), at.Bends);
    }

    private static Gen<(byte[]? Bytes, string? Type)> Body(Operation operation)
    {
        if (operation.BodyExample is not { } example)
            return Gen.Const(((byte[]?)null, (string?)null));
        var places = Places(example, "").ToList();
        var good = example.ToJsonString();
        var place = Gen.OneOf([.. places]);
        Gen<string> Spoilt(Func<string, string, string> spoil) => from spot in place from value in Value select spoil(spot, value);
        var text = Gen.Frequency(
            (1, Gen.Const(good)),
            (12, Spoilt((spot, value) => Emit(example, "", spot, (name, _) => $"{name}{value}"))),
            (6, from first in place from second in place from one in Value from other in Value
                select Emit(example, "", first, (name, _) => $"{name}{one}", second, (name, _) => $"{name}{other}")),
            (2, Spoilt((spot, _) => Emit(example, "", spot, (_, _) => null))),
            (2, Spoilt((spot, value) => Emit(example, "", spot, (name, now) => $"{name}{now},{(name.Length > 0 ? name : "")}{value}"))),
            (2, from name in Gen.OneOf(Names) from value in Value select good.StartsWith('{') ? $"{{\"{name}\":{value}{(good.Length > 2 ? "," : "")}{good[1..]}" : value),
            (1, Value),
            (1, from length in Gen.Int[0, good.Length] select good[..length]));
        return
            from json in text
            from kind in Gen.Int[0, 39]
            from other in Gen.OneOf(Types)
            from at in Gen.Int[0, 1000]
            select kind switch
            {
                0 => (Encoding.UTF8.GetBytes(json), other),
                1 => (Array.Empty<byte>(), operation.BodyType),
                2 => (Damage(Encoding.UTF8.GetBytes(json), at), operation.BodyType),
                3 => ((byte[]?)null, (string?)null),
                4 when at < 100 => (Encoding.UTF8.GetBytes(json + new string(' ', 300_000)), operation.BodyType),
                _ => (Encoding.UTF8.GetBytes(json), operation.BodyType),
            };
    }

    private static Gen<IReadOnlyList<(string Name, string Value)>> Headers(Operation operation)
    {
        var key = operation.Parameters.Any(one => NameOf(one) == "Idempotency-Key");
        return
            from bad in Gen.Int[0, 9]
            from value in Gen.OneOf("", "a b", "\"", "*", "W/\"1.0\"", "\"99999999999.0\"", "\"-1.x\"", "\"1.0\",\"2.0\"", ";;;q=", new string('x', 300), new string('ü', 10), "-1", "0", "null")
            from guid in Gen.Guid
            select (IReadOnlyList<(string, string)>)
            [
                .. key ? [("Idempotency-Key", bad == 0 ? value : guid.ToString("N"))] : Array.Empty<(string, string)>(),
                .. bad == 1 ? [("If-Match", value)] : Array.Empty<(string, string)>(),
                .. bad == 2 ? [("If-None-Match", value)] : Array.Empty<(string, string)>(),
                .. bad == 3 ? [("Accept-Language", value)] : Array.Empty<(string, string)>(),
                .. bad == 4 ? [("X-Request-Id", value), ("traceparent", value)] : Array.Empty<(string, string)>(),
                .. bad == 5 ? [("Accept", value), ("X-Forwarded-For", value), ("Origin", value)] : Array.Empty<(string, string)>(),
                .. bad == 6 ? [("User-Agent", value)] : Array.Empty<(string, string)>(),
            ];
    }

    // The example as text, with what stands at one or two places rewritten; null takes it out.
    private static string Emit(JsonNode? node, string at, string place, Func<string, string, string?> rewrite, string? second = null, Func<string, string, string?>? rewriteSecond = null)
    {
        string? Part(string name, JsonNode? value, string path)
        {
            var now = Emit(value, path, place, rewrite, second, rewriteSecond);
            return path == place ? rewrite(name, now) : path == second ? rewriteSecond!(name, now) : name + now;
        }

        return node switch
        {
            JsonObject map => $"{{{string.Join(',', map.Select(pair => Part($"{JsonSerializer.Serialize(pair.Key)}:", pair.Value, $"{at}/{pair.Key}")).Where(part => part is not null))}}}",
            JsonArray list => $"[{string.Join(',', list.Select((value, i) => Part("", value, $"{at}/{i}")).Where(part => part is not null))}]",
            _ => node?.ToJsonString() ?? "null",
        };
    }

    private static IEnumerable<string> Places(JsonNode? node, string at) => node switch
    {
        JsonObject { Count: > 0 } map => map.SelectMany(pair => Places(pair.Value, $"{at}/{pair.Key}").Append($"{at}/{pair.Key}")),
        JsonArray { Count: > 0 } list => list.SelectMany((value, i) => Places(value, $"{at}/{i}").Append($"{at}/{i}")),
        _ => [at],
    };

    private static byte[] Damage(byte[] bytes, int at)
    {
        if (bytes.Length > 0)
            bytes[at % bytes.Length] = 0xC3;
        return bytes;
    }

    private static string? TryText(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string>(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Lone surrogates become U+FFFD on the way; NUL stays %00.
    private static string Escape(string value) => Uri.EscapeDataString(value[..Math.Min(value.Length, 2000)]).Replace("%2F", "/", StringComparison.Ordinal).Replace("%2E", ".", StringComparison.Ordinal);

    private static bool In(JsonNode parameter, string place) => parameter["in"]!.GetValue<string>() == place;

    private static string NameOf(JsonNode parameter) => parameter["name"]!.GetValue<string>();
}
