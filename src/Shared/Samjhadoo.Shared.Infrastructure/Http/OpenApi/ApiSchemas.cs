using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Validators;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Http.OpenApi;

/// <summary>
/// JSON Schemas (2020-12, as OpenAPI 3.1 uses them) of what the API reads and writes: from the very contracts the serializer
/// works by, and from the validators, so that the document cannot promise anything else.
/// </summary>
internal sealed class ApiSchemas(IServiceProvider services)
{
    private readonly Dictionary<Type, string> _names = [];
    private readonly HashSet<Type> _requests = [];

    /// <summary>The named schemas met so far.</summary>
    public SortedDictionary<string, JsonNode> Components { get; } = new(StringComparer.Ordinal);

    /// <summary>The schema of a body a caller sends.</summary>
    public JsonNode OfRequest(Type type)
    {
        MarkRequest(type);
        return Of(type);
    }

    /// <summary>The schema of a type; objects and enums are references to <see cref="Components"/>.</summary>
    public JsonNode Of(Type type, bool nullable = false)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, nullable: true);
        if (IsOptional(type))
            return Of(type.GetGenericArguments()[0], nullable);
        if (Scalar(type) is { } scalar)
        {
            if (nullable)
                scalar["type"] = new JsonArray(scalar["type"]!.GetValue<string>(), "null");
            return scalar;
        }

        var contract = StrictJson.Options.GetTypeInfo(type);
        JsonNode schema = contract.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new JsonObject { ["type"] = Type("array", nullable), ["items"] = Of(contract.ElementType!) },
            JsonTypeInfoKind.Dictionary => new JsonObject { ["type"] = Type("object", nullable), ["additionalProperties"] = Of(contract.ElementType!) },
            JsonTypeInfoKind.Object => Reference(type, () => Object(contract)),
            _ when type.IsEnum => Reference(type, () => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Words.All(type).Select(word => JsonValue.Create(word))]) }),
            // JSON of any shape.
            _ => new JsonObject(),
        };
        return nullable && schema["$ref"] is not null
            ? new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) }
            : schema;
    }

    private static JsonNode Type(string type, bool nullable) => nullable ? new JsonArray(type, "null") : JsonValue.Create(type);

    private static bool IsOptional(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);

    private static JsonObject? Scalar(Type type) => true switch
    {
        _ when type == typeof(string) => new() { ["type"] = "string" },
        _ when type == typeof(bool) => new() { ["type"] = "boolean" },
        _ when type == typeof(int) => new() { ["type"] = "integer", ["format"] = "int32" },
        _ when type == typeof(long) => new() { ["type"] = "integer", ["format"] = "int64" },
        _ when type == typeof(short) => new() { ["type"] = "integer", ["minimum"] = short.MinValue, ["maximum"] = short.MaxValue },
        _ when type == typeof(byte) => new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = 255 },
        _ when type == typeof(double) || type == typeof(decimal) => new() { ["type"] = "number" },
        _ when type == typeof(Money) => new() { ["type"] = "number", ["description"] = "Rupees with at most two decimals; more are refused." },
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(DateOnly) => new() { ["type"] = "string", ["format"] = "date" },
        _ when type == typeof(TimeOnly) => new() { ["type"] = "string", ["pattern"] = "^[0-9]{2}:[0-9]{2}(:[0-9]{2})?$" },
        _ when type == typeof(Guid) => new() { ["type"] = "string", ["format"] = "uuid" },
        _ when type == typeof(Uri) => new() { ["type"] = "string", ["format"] = "uri" },
        _ => null,
    };

    private JsonObject Reference(Type type, Func<JsonNode> make)
    {
        if (!_names.TryGetValue(type, out var name))
        {
            name = NameOf(type);
            if (_names.ContainsValue(name))
                name = type.Namespace!.Split('.')[1] + name;
            _names.Add(type, name);
            Components[name] = make();
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static string NameOf(Type type)
    {
        var name = type.Name.Split('`')[0];
        foreach (var suffix in (ReadOnlySpan<string>)["Command", "Query", "Flow"])
            name = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
        return string.Concat(type.GetGenericArguments().Select(NameOf)) + name;
    }

    private JsonObject Object(JsonTypeInfo contract)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        var isRequest = _requests.Contains(contract.Type);
        foreach (var property in contract.Properties)
        {
            var parameter = property.AssociatedParameter;
            properties[property.Name] = Of(property.PropertyType, IsNullable(property));
            if (isRequest ? property.IsRequired || parameter is { HasDefaultValue: false } && !IsOptional(property.PropertyType) : !IsOptional(property.PropertyType))
                required.Add(property.Name);
        }

        var schema = new JsonObject { ["type"] = "object" };
        if (required.Count > 0)
            schema["required"] = required;
        schema["properties"] = properties;
        if (isRequest)
        {
            schema["additionalProperties"] = false;
            Constrain(contract.Type, properties);
        }

        return schema;
    }

    private static bool IsNullable(JsonPropertyInfo property)
    {
        if (!IsOptional(property.PropertyType))
            return property.AssociatedParameter?.IsNullable ?? property.IsGetNullable;
        return property.AttributeProvider is System.Reflection.PropertyInfo info
            && new System.Reflection.NullabilityInfoContext().Create(info).GenericTypeArguments[0].ReadState == System.Reflection.NullabilityState.Nullable;
    }

    private void MarkRequest(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            type = underlying;
        if (IsOptional(type))
            type = type.GetGenericArguments()[0];
        if (Scalar(type) is not null)
            return;
        var contract = StrictJson.Options.GetTypeInfo(type);
        if (contract.ElementType is { } element)
            MarkRequest(element);
        if (contract.Kind != JsonTypeInfoKind.Object || !_requests.Add(type))
            return;
        foreach (var property in contract.Properties)
            MarkRequest(property.PropertyType);
    }

    // What the validators ask whatever else is in the body.
    private void Constrain(Type type, JsonObject properties)
    {
        if (services.GetService(typeof(IValidator<>).MakeGenericType(type)) is not IValidator validator)
            return;
        foreach (var member in validator.CreateDescriptor().GetMembersWithValidators())
        {
            if (properties[JsonNamingPolicy.CamelCase.ConvertName(member.Key)] is not JsonObject schema || schema["$ref"] is not null)
                continue;
            foreach (var (rule, options) in member)
            {
                if (!options.HasCondition && !options.HasAsyncCondition)
                    Constrain(schema, rule);
            }
        }
    }

    private static void Constrain(JsonObject schema, IPropertyValidator rule)
    {
        var isText = TypeOf(schema) == "string";
        switch (rule)
        {
            case IOneOfValidator oneOf when isText:
                // Null is a type of its own, never a word.
                if (schema["type"] is JsonValue)
                    schema["enum"] = new JsonArray([.. oneOf.Words.Select(word => JsonValue.Create(word))]);
                break;
            case INotEmptyValidator when isText:
                schema["minLength"] ??= 1;
                break;
            case INotEmptyValidator when TypeOf(schema) == "array":
                schema["minItems"] ??= 1;
                break;
            case ILengthValidator length:
                if (length.Min > 0)
                    schema["minLength"] = length.Min;
                if (length.Max > 0)
                    schema["maxLength"] = length.Max;
                break;
            case IRegularExpressionValidator { Expression: { } pattern } when !pattern.Contains("(?", StringComparison.Ordinal) && !pattern.Contains("\\A", StringComparison.Ordinal):
                schema["pattern"] = pattern.Replace("\\z", "$", StringComparison.Ordinal);
                break;
            case IEmailValidator:
                schema["format"] = "email";
                break;
            case IBetweenValidator { Name: "InclusiveBetweenValidator" } between when !isText:
                schema["minimum"] = Number(between.From);
                schema["maximum"] = Number(between.To);
                break;
            case IComparisonValidator { ValueToCompare: { } limit } comparison when !isText:
                var word = comparison.Comparison switch
                {
                    Comparison.GreaterThan => "exclusiveMinimum",
                    Comparison.GreaterThanOrEqual => "minimum",
                    Comparison.LessThan => "exclusiveMaximum",
                    Comparison.LessThanOrEqual => "maximum",
                    _ => null,
                };
                if (word is not null)
                    schema[word] = Number(limit);
                break;
        }
    }

    /// <summary>The one type of a schema beside null.</summary>
    public static string? TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(one => one!.GetValue<string>()).FirstOrDefault(one => one != "null"),
        JsonValue one => one.GetValue<string>(),
        _ => null,
    };

    private static JsonNode? Number(object value) => JsonSerializer.SerializeToNode(value, StrictJson.Options);
}
