using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>Problem details (RFC 9457): what a client reads when it did not get what it asked for.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    private static readonly JsonWriterOptions Writing = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with the error, in the caller's language.</summary>
    public static async Task WriteAsync(HttpContext context, Error error)
    {
        var info = RequestInfo.Of(context);
        var response = context.Response;
        response.StatusCode = FrameworkErrors.StatusOf(error);
        response.ContentType = ContentType;
        response.Headers.ContentLanguage = info.Language;
        response.Headers.Append("Vary", "Accept-Language");
        if (error.RetryAfter is { } delay)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var body = Render(context.RequestServices.GetRequiredService<ErrorTexts>(), error, response.StatusCode, info.Language, info.TraceId, InstanceOf(context));
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>The body: the same bytes for the same arguments, so that a stored error is replayed exactly.</summary>
    public static ReadOnlyMemory<byte> Render(ErrorTexts texts, Error error, int status, string language, string traceId, string instance)
    {
        var text = texts.Find(error.Code, language);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            writer.WriteStartObject();
            writer.WriteString("type", $"/problems/{error.Code}");
            writer.WriteString("title", text?.Title ?? error.Code);
            writer.WriteNumber("status", status);
            writer.WriteString("detail", ErrorTexts.Fill(text?.Detail ?? error.Code, error.Arguments));
            writer.WriteString("instance", instance);
            writer.WriteString("code", error.Code);
            writer.WriteString("traceId", traceId);
            if (error.Fields.Count > 0)
            {
                writer.WriteStartArray("errors");
                foreach (var field in error.Fields)
                {
                    writer.WriteStartObject();
                    writer.WriteString("pointer", field.Pointer);
                    writer.WriteString("code", field.Code);
                    var words = texts.Find($"field.{field.Code}", language)?.Detail;
                    writer.WriteString("message", words is null ? field.Message : ErrorTexts.Fill(words, field.Arguments));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string InstanceOf(HttpContext context) => context.Request.PathBase.Add(context.Request.Path).ToUriComponent();
}
