using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Application.Json;

/// <summary>A value that is of the right JSON type and still no good; the code and arguments are those of the field error.</summary>
public sealed class FieldException(string code, string message, params (string Name, string Value)[] arguments) : JsonException(message)
{
    /// <summary>Code of the rule.</summary>
    public string Code { get; } = code;

    /// <summary>Named arguments of its text.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; } = arguments.ToDictionary(pair => pair.Name, pair => pair.Value);
}

/// <summary>Text that PostgreSQL can hold: no NUL. The reader itself refuses broken surrogates and bad UTF-8.</summary>
internal sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A string is expected.");
        return Checked(reader.GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Checked(reader.GetString()!);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static string Checked(string text) =>
        text.Contains('\0') ? throw new FieldException("bad_text", "must not contain NUL") : text;
}

/// <summary>A number with at most two decimals; always written with two.</summary>
internal sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out var amount))
            throw new JsonException("A number is expected.");
        // The text decides: a decimal has 28 digits and would round 1.00…01 with more of them.
        if (Decimals(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan) > 2 || !Money.TryFrom(amount, out var money))
            throw new FieldException("too_many_decimals", "must have at most two decimals");
        return money;
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[40];
        value.Amount.TryFormat(text, out var length, "0.00", CultureInfo.InvariantCulture);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private static long Decimals(ReadOnlySpan<byte> number)
    {
        var e = number.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = e < 0 ? number : number[..e];
        if (mantissa.IndexOfAnyInRange((byte)'1', (byte)'9') < 0)
            return 0;
        var exponent = e < 0 ? 0 : long.Parse(number[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf((byte)'.');
        var digits = point < 0 ? 0 : mantissa[(point + 1)..].TrimEnd((byte)'0').Length;
        return digits - exponent;
    }
}

/// <summary>ISO 8601 with an offset, kept and written in UTC with Z; to the microsecond, as the database keeps it.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out var instant) || !HasOffset(reader.GetString()!))
            throw new FieldException("bad_instant", "must be an ISO 8601 time with Z or an offset");
        return instant.ToUniversalTime();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.AddTicks(-(value.UtcTicks % TimeSpan.TicksPerMicrosecond)));

    private static bool HasOffset(string text) =>
        text.IndexOf('T') is var time and > 0 && text.AsSpan(time).IndexOfAny('Z', '+', '-') > 0;
}

/// <summary>Enums as the schema's words: <c>InProgress</c> is <c>IN_PROGRESS</c>.</summary>
internal sealed class WordConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
}

/// <summary>The words of an enum.</summary>
public static class Words
{
    /// <summary>The word of an enum member, e.g. <c>IN_PROGRESS</c>.</summary>
    public static string Of(Enum member) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(member.ToString());

    /// <summary>All words of an enum, in the order of its members.</summary>
    public static IReadOnlyList<string> All(Type type) => [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName)];
}

internal sealed class WordConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly Dictionary<string, T> Members = Enum.GetValues<T>().ToDictionary(member => Words.Of(member));
    private static readonly Dictionary<T, JsonEncodedText> Texts = Members.ToDictionary(pair => pair.Value, pair => JsonEncodedText.Encode(pair.Key));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("A string is expected.");
        if (Members.TryGetValue(reader.GetString()!, out var member))
            return member;
        var words = string.Join(", ", Members.Keys);
        throw new FieldException("unknown_word", $"must be one of {words}", ("allowed", words));
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Texts[value]);
}

internal interface IOptional
{
    bool IsSet { get; }
}

internal sealed class OptionalConverterFactory : JsonConverterFactory
{
    public static JsonConverter Make(Type optional, bool allowsNull) =>
        (JsonConverter)Activator.CreateInstance(typeof(OptionalConverter<>).MakeGenericType(optional.GetGenericArguments()), [allowsNull])!;

    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Make(typeToConvert, allowsNull: true);
}

internal sealed class OptionalConverter<T>(bool allowsNull) : JsonConverter<Optional<T>>
{
    public override bool HandleNull => true;

    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return allowsNull ? new(default!) : throw new FieldException("required", "must not be null");

        // Not a Deserialize of its own, whose errors would name no place in the body.
        return new(((JsonConverter<T>)options.GetConverter(typeof(T))).Read(ref reader, typeof(T), options)!);
    }

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Value, options);
}
