using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Samjhadoo.Shared.Application.Json;

/// <summary>
/// JSON as the API speaks it, both ways: what is not exactly right is refused with its place. Unknown and duplicate members,
/// numbers in strings, nulls and missing members where the type has none, NUL and broken surrogates, local times.
/// </summary>
public static class StrictJson
{
    /// <summary>How deep a body may nest.</summary>
    public const int MaxDepth = 32;

    /// <summary>The options, ready to use.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Makes <paramref name="options"/> strict.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.DictionaryKeyPolicy = null;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.AllowTrailingCommas = false;
        options.MaxDepth = MaxDepth;
        // Names in five scripts stay readable; nothing here is put into HTML.
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new TextConverter());
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new WordConverterFactory());
        options.Converters.Add(new OptionalConverterFactory());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { IgnoredFields, OptionalFields, NoNullItems } };
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    // What a command takes from path, header or token is ignored in its body; "ignored" by default lets it pass unseen.
    private static void IgnoredFields(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) == true)
                type.Properties.RemoveAt(i);
        }
    }

    // Absent is a state of its own; whether null is allowed is known to the property alone.
    private static void OptionalFields(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties)
        {
            if (!property.PropertyType.IsGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Optional<>))
                continue;
            property.IsRequired = false;
            property.CustomConverter = OptionalConverterFactory.Make(property.PropertyType, AllowsNull(property.AttributeProvider as PropertyInfo));
            property.ShouldSerialize = (_, value) => value is IOptional { IsSet: true };
        }
    }

    // The serializer knows the annotations of members, not of what is in a list: our lists never hold null, free JSON may.
    private static void NoNullItems(JsonTypeInfo type)
    {
        if (type.ElementType is not { IsValueType: false } element || element.IsAssignableTo(typeof(JsonNode)))
            return;
        if (type.Kind is JsonTypeInfoKind.Enumerable)
            type.OnDeserialized = list => Refuse(((System.Collections.IEnumerable)list).Cast<object?>());
        else if (type.Kind is JsonTypeInfoKind.Dictionary)
            type.OnDeserialized = map => Refuse(((System.Collections.IDictionary)map).Values.Cast<object?>());
    }

    private static void Refuse(IEnumerable<object?> items)
    {
        if (items.Contains(null))
            throw new JsonException("A list holds null.");
    }

    private static bool AllowsNull(PropertyInfo? property) =>
        property is null || new NullabilityInfoContext().Create(property).GenericTypeArguments[0].ReadState != NullabilityState.NotNull;
}
