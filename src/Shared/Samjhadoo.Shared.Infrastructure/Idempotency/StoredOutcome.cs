using System.Text.Json;
using System.Text.Json.Serialization;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Idempotency;

/// <summary>The outcome of a use case as text and back: <c>{"value": …}</c> or <c>{"error": …}</c>.</summary>
internal static class StoredOutcome
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new MoneyConverter(), new DoneConverter() } };

    /// <summary>Success, and refusals that the same request would meet again; everything else is worth another try (decision 4).</summary>
    public static bool IsKept(IResult result) => result.Error is null or { Kind: ErrorKind.NotFound or ErrorKind.Conflict or ErrorKind.Rule };

    public static string Write<TResult>(TResult result)
        where TResult : IResult<TResult>
        => result.Error is { } error
            ? JsonSerializer.Serialize(new Dictionary<string, Error> { ["error"] = error }, Options)
            : $$"""{"value":{{JsonSerializer.Serialize(result.Content, TResult.ContentType, Options)}}}""";

    public static TResult Read<TResult>(string outcome)
        where TResult : IResult<TResult>
    {
        using var json = JsonDocument.Parse(outcome);
        return json.RootElement.TryGetProperty("error", out var error)
            ? TResult.From(error.Deserialize<Error>(Options)!)
            : TResult.From(json.RootElement.GetProperty("value").Deserialize(TResult.ContentType, Options)!);
    }

    private sealed class DoneConverter : JsonConverter<Done>
    {
        public override bool HandleNull => true;

        public override Done Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Done.Value;

        public override void Write(Utf8JsonWriter writer, Done value, JsonSerializerOptions options) => writer.WriteNullValue();
    }
}
