using System.ComponentModel;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Infrastructure.Http.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document, made from the routes: what they bind, answer and refuse. The framework's own generator knows
/// neither our converters nor our validators, headers and error codes, and would have to be corrected at every node.
/// </summary>
internal sealed class ApiDocument(IApiDescriptionGroupCollectionProvider descriptions, ModuleRegistry modules, ErrorTexts texts, IServiceProvider services)
{
    private const string Json = "application/json";

    private static readonly string[] Limits = ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Policy"];

    private readonly Lazy<JsonObject> _whole = new(() => new Writer(modules, texts, services).Write(descriptions.ApiDescriptionGroups.Items.SelectMany(group => group.Items)));

    /// <summary>The document of all modules.</summary>
    public JsonObject Whole => _whole.Value;

    /// <summary>The part of one module: its paths and what they refer to.</summary>
    public JsonObject Of(string module)
    {
        var part = (JsonObject)Whole.DeepClone();
        var paths = (JsonObject)part["paths"]!;
        foreach (var (path, item) in paths.ToList())
        {
            foreach (var (method, operation) in item!.AsObject().Where(pair => pair.Value!["x-module"]?.GetValue<string>() != module).ToList())
                item.AsObject().Remove(method);
            if (item.AsObject().Count == 0)
                paths.Remove(path);
        }

        part["info"]!["title"] = $"Samjhadoo API: {module}";
        var used = paths.SelectMany(path => path.Value!.AsObject()).SelectMany(operation => operation.Value!["tags"]!.AsArray()).Select(tag => tag!.GetValue<string>()).ToHashSet();
        part["tags"] = new JsonArray([.. part["tags"]!.AsArray().Where(tag => used.Contains(tag!["name"]!.GetValue<string>())).Select(tag => tag!.DeepClone())]);
        Prune(part);
        return part;
    }

    // What nothing refers to goes, until nothing more does.
    private static void Prune(JsonObject document)
    {
        var components = document["components"]!.AsObject();
        bool removed;
        do
        {
            removed = false;
            var text = document.ToJsonString();
            foreach (var kind in new[] { "responses", "headers", "parameters", "schemas" })
            {
                foreach (var name in components[kind]!.AsObject().Select(pair => pair.Key).ToList())
                    removed |= !text.Contains($"\"#/components/{kind}/{name}\"", StringComparison.Ordinal) && components[kind]!.AsObject().Remove(name);
            }
        }
        while (removed);
    }

    private sealed class Writer(ModuleRegistry modules, ErrorTexts texts, IServiceProvider services)
    {
        private readonly ApiSchemas _schemas = new(services);
        private readonly SortedDictionary<string, JsonNode> _responses = new(StringComparer.Ordinal);

        public JsonObject Write(IEnumerable<ApiDescription> descriptions)
        {
            _schemas.Components["Problem"] = ProblemSchema();
            var paths = new JsonObject();
            var tags = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
            foreach (var path in descriptions.Where(IsOurs).GroupBy(PathOf).OrderBy(path => path.Key, StringComparer.Ordinal))
            {
                var item = new JsonObject();
                foreach (var description in path.OrderBy(one => Array.IndexOf(MethodOrder, one.HttpMethod)))
                {
                    var operation = Operation(description);
                    item[description.HttpMethod!.ToLowerInvariant()] = operation;
                    foreach (var tag in operation["tags"]!.AsArray())
                    {
                        tags.TryAdd(tag!.GetValue<string>(), new(StringComparer.Ordinal));
                        tags[tag.GetValue<string>()].Add(operation["x-module"]?.GetValue<string>() ?? "the house");
                    }
                }

                paths[path.Key] = item;
            }

            var document = new JsonObject
            {
                ["openapi"] = "3.1.0",
                ["info"] = new JsonObject
                {
                    ["title"] = "Samjhadoo API",
                    ["version"] = "1",
                    ["description"] = "Mentoring and friendly talk for India. Errors are problem details (RFC 9457) with a stable `code`; money is INR with two decimals; times are UTC.",
                },
                ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The host that serves this document" }),
                ["tags"] = new JsonArray([.. tags.Select(tag => new JsonObject { ["name"] = tag.Key, ["description"] = $"Routes of {string.Join(", ", tag.Value)}" })]),
                ["paths"] = paths,
                ["components"] = new JsonObject
                {
                    ["schemas"] = new JsonObject(_schemas.Components.Select(Pair)),
                    ["responses"] = new JsonObject(_responses.Select(Pair)),
                    ["parameters"] = Parameters(),
                    ["headers"] = Headers(),
                    ["securitySchemes"] = new JsonObject
                    {
                        ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT", ["description"] = "The access token that login and refresh answer with." },
                    },
                },
            };
            Prune(document);
            return document;
        }

        private static readonly string[] MethodOrder = ["GET", "POST", "PUT", "PATCH", "DELETE"];

        private static KeyValuePair<string, JsonNode?> Pair(KeyValuePair<string, JsonNode> pair) => new(pair.Key, pair.Value);

        private static bool IsOurs(ApiDescription description) => description.RelativePath!.StartsWith("api/", StringComparison.Ordinal);

        // "api/v1/users/{id:long}" is /api/v1/users/{id}.
        private static string PathOf(ApiDescription description) =>
            "/" + System.Text.RegularExpressions.Regex.Replace(description.RelativePath!, @"\{([^:}?]+)[^}]*\}", "{$1}").TrimEnd('/');

        private JsonObject Operation(ApiDescription description)
        {
            var route = new Route(description);
            var operation = new JsonObject
            {
                ["operationId"] = route.Get<IEndpointNameMetadata>()?.EndpointName,
                ["summary"] = route.Get<IEndpointSummaryMetadata>()?.Summary,
            };
            if (route.Get<IEndpointDescriptionMetadata>()?.Description is { } text)
                operation["description"] = text;
            operation["tags"] = new JsonArray([.. (route.Get<ITagsMetadata>()?.Tags ?? []).Select(tag => JsonValue.Create(tag))]);
            if (ModuleOf(route.Handler) is { } module)
                operation["x-module"] = module;
            if (route.IsDeprecated)
                operation["deprecated"] = true;
            operation["security"] = route.IsAnonymous ? new JsonArray() : new JsonArray(new JsonObject { ["bearer"] = new JsonArray() });
            if (ParametersOf(route) is { Count: > 0 } parameters)
                operation["parameters"] = parameters;
            if (route.Body is { } body)
                operation["requestBody"] = RequestBody(route, body);
            operation["responses"] = Responses(route);
            return operation;
        }

        private string? ModuleOf(MethodInfo? handler) =>
            modules.All.FirstOrDefault(module => handler is not null && module.Assemblies.Contains(handler.DeclaringType!.Assembly))?.Name;

        private JsonArray ParametersOf(Route route)
        {
            var parameters = new JsonArray();
            foreach (var parameter in route.Description.ParameterDescriptions.Where(one => one.Source == BindingSource.Path || one.Source == BindingSource.Query || one.Source == BindingSource.Header))
            {
                var isPath = parameter.Source == BindingSource.Path;
                var name = parameter.Source == BindingSource.Header ? parameter.Name : JsonNamingPolicy.CamelCase.ConvertName(parameter.Name);
                if (route.HasPage && name is "limit" or "cursor")
                {
                    parameters.Add(Ref("parameters", JsonNamingPolicy.CamelCase.ConvertName(name)));
                    continue;
                }

                var type = parameter.ParameterDescriptor?.ParameterType ?? parameter.Type ?? typeof(string);
                type = Nullable.GetUnderlyingType(type) ?? type;
                var schema = _schemas.Of(type);
                parameters.Add(new JsonObject
                {
                    ["name"] = name,
                    ["in"] = isPath ? "path" : parameter.Source == BindingSource.Query ? "query" : "header",
                    ["required"] = isPath || parameter.IsRequired,
                    ["description"] = DescriptionOf(route, parameter),
                    ["schema"] = schema,
                    ["example"] = ApiExamples.Of(schema, _schemas.Components, name),
                });
            }

            parameters.Add(Ref("parameters", "acceptLanguage"));
            if (route.TakesKey)
                parameters.Add(Ref("parameters", route.RequiresKey ? "idempotencyKeyRequired" : "idempotencyKey"));
            if (route.TakesIfMatch)
                parameters.Add(Ref("parameters", route.RequiresIfMatch ? "ifMatchRequired" : "ifMatch"));
            if (route.Success.Any(route.HasTag) && route.Method == HttpMethods.Get)
                parameters.Add(Ref("parameters", "ifNoneMatch"));
            return parameters;
        }

        // What [Description] says, else the name as words: timeZone is "Time zone".
        private static string DescriptionOf(Route route, ApiParameterDescription parameter)
        {
            var attribute = route.Handler?.GetParameters().FirstOrDefault(one => one.Name == parameter.Name)?.GetCustomAttribute<DescriptionAttribute>();
            if (attribute is not null)
                return attribute.Description;
            var words = JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name).Replace('_', ' ').Replace('-', ' ');
            return char.ToUpperInvariant(words[0]) + words[1..];
        }

        private JsonObject RequestBody(Route route, ApiParameterDescription body)
        {
            var schema = _schemas.OfRequest(body.Type!);
            var content = new JsonObject();
            var example = route.Get<RequestExampleMetadata>()?.Body is { } value
                ? JsonSerializer.SerializeToNode(value, value.GetType(), StrictJson.Options)
                : ApiExamples.Of(schema, _schemas.Components);
            foreach (var type in route.Get<IAcceptsMetadata>()?.ContentTypes ?? [Json])
                content[type] = new JsonObject { ["schema"] = schema.DeepClone(), ["example"] = example?.DeepClone() };
            return new JsonObject { ["required"] = route.Get<IAcceptsMetadata>()?.IsOptional != true, ["content"] = content };
        }

        private JsonObject Responses(Route route)
        {
            var responses = new SortedDictionary<int, JsonNode>();
            foreach (var success in route.Success)
                responses[success.StatusCode] = Success(route, success);
            foreach (var refusals in route.Refusals().GroupBy(FrameworkErrors.StatusOf))
                responses[refusals.Key] = Refusal(refusals.Key, [.. refusals.DistinctBy(error => error.Code).OrderBy(error => error.Code, StringComparer.Ordinal)]);
            if (route.Method == HttpMethods.Get && route.Success.Any(route.HasTag))
                responses[StatusCodes.Status304NotModified] = new JsonObject
                {
                    ["description"] = "You have it already",
                    ["headers"] = HeadersOf("ETag"),
                };
            return new JsonObject(responses.Select(pair => KeyValuePair.Create<string, JsonNode?>($"{pair.Key}", pair.Value)));
        }

        private JsonObject Success(Route route, IProducesResponseTypeMetadata success)
        {
            var response = new JsonObject { ["description"] = ReasonPhrases.GetReasonPhrase(success.StatusCode) };
            var headers = new List<string>();
            if (route.HasTag(success))
                headers.Add("ETag");
            if (IsPage(success.Type))
                headers.Add("Link");
            if (success.StatusCode == StatusCodes.Status201Created)
                headers.Add("Location");
            if (route.TakesKey)
                headers.Add("Idempotency-Replayed");
            if (route.IsDeprecated)
                headers.AddRange(["Deprecation", "Sunset"]);
            response["headers"] = HeadersOf(headers);
            if (success.Type is null || success.Type == typeof(void))
                return response;
            var isJson = success.ContentTypes.Contains(Json) || !success.ContentTypes.Any();
            var content = new JsonObject();
            if (isJson)
            {
                var schema = _schemas.Of(success.Type);
                content[Json] = new JsonObject { ["schema"] = schema, ["example"] = ApiExamples.Of(schema, _schemas.Components) };
            }

            foreach (var type in success.ContentTypes.Where(type => type != Json))
                content[type] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } };
            response["content"] = content;
            return response;
        }

        // What every module may refuse is a component; a route's own codes stand at the route.
        private JsonObject Refusal(int status, IReadOnlyList<Error> errors)
        {
            if (!errors.All(error => error.Code.StartsWith("request.", StringComparison.Ordinal) || error.Code.StartsWith("server.", StringComparison.Ordinal)))
                return Describe(status, errors);
            var name = string.Join('.', errors.Select(error => error.Code)).Replace("request.", "", StringComparison.Ordinal);
            if (!_responses.ContainsKey(name))
                _responses[name] = Describe(status, errors);
            return Ref("responses", name);
        }

        private JsonObject Describe(int status, IReadOnlyList<Error> errors)
        {
            var examples = new JsonObject();
            foreach (var error in errors)
            {
                var filled = error with { Arguments = ErrorTexts.PlaceholdersOf(texts.Find(error.Code, Languages.Default)?.Detail ?? "").ToDictionary(name => name, name => name) };
                if (error == RequestErrors.Invalid)
                    filled = filled with { Fields = [new FieldError("/name", "required", "is required")] };
                examples[error.Code] = new JsonObject
                {
                    ["summary"] = texts.Find(error.Code, Languages.Default)?.Title ?? error.Code,
                    ["value"] = JsonNode.Parse(Problems.Render(texts, filled, status, Languages.Default, "4bf92f3577b34da6a3ce929d0e0e4736", "/api/v1/…").Span),
                };
            }

            return new JsonObject
            {
                ["description"] = $"{ReasonPhrases.GetReasonPhrase(status)}: {string.Join(", ", errors.Select(error => $"`{error.Code}`"))}",
                ["headers"] = HeadersOf(status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable ? ["Retry-After"] : []),
                ["content"] = new JsonObject
                {
                    [Problems.ContentType] = new JsonObject
                    {
                        ["schema"] = new JsonObject
                        {
                            ["allOf"] = new JsonArray(
                                Ref("schemas", "Problem"),
                                new JsonObject
                                {
                                    ["type"] = "object",
                                    ["properties"] = new JsonObject
                                    {
                                        ["code"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. errors.Select(error => JsonValue.Create(error.Code))]) },
                                    },
                                }),
                        },
                        ["examples"] = examples,
                    },
                },
            };
        }

        private static JsonObject HeadersOf(params IEnumerable<string> names) =>
            new(names.Append("X-Request-Id").Concat(Limits).Select(name => KeyValuePair.Create<string, JsonNode?>(name, Ref("headers", name))));

        private static JsonObject Ref(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

        private static JsonObject Text(string? pattern = null) => pattern is null ? new() { ["type"] = "string" } : new() { ["type"] = "string", ["pattern"] = pattern };

        private static JsonObject ProblemSchema() => new()
        {
            ["type"] = "object",
            ["description"] = "Problem details (RFC 9457).",
            ["required"] = new JsonArray("type", "title", "status", "detail", "instance", "code", "traceId"),
            ["properties"] = new JsonObject
            {
                ["type"] = new JsonObject { ["type"] = "string", ["format"] = "uri-reference", ["description"] = "A page about this problem." },
                ["title"] = new JsonObject { ["type"] = "string", ["description"] = "What sort of problem it is, in the caller's language." },
                ["status"] = new JsonObject { ["type"] = "integer", ["format"] = "int32" },
                ["detail"] = new JsonObject { ["type"] = "string", ["description"] = "What went wrong this time, in the caller's language." },
                ["instance"] = new JsonObject { ["type"] = "string", ["description"] = "The path that was asked." },
                ["code"] = new JsonObject { ["type"] = "string", ["description"] = "Stable and never translated: decide by this." },
                ["traceId"] = new JsonObject { ["type"] = "string", ["description"] = "Under this id the answer stands in our logs." },
                ["errors"] = new JsonObject
                {
                    ["type"] = "array",
                    ["description"] = "One entry for each invalid field.",
                    ["items"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = new JsonArray("pointer", "code", "message"),
                        ["properties"] = new JsonObject
                        {
                            ["pointer"] = new JsonObject { ["type"] = "string", ["description"] = "JSON pointer into the body, or the name of a query or path parameter." },
                            ["code"] = Text(),
                            ["message"] = Text(),
                        },
                    },
                },
            },
        };

        private static JsonObject Parameters()
        {
            static JsonObject Header(string name, bool required, string description, string example) => new()
            {
                ["name"] = name,
                ["in"] = "header",
                ["required"] = required,
                ["description"] = description,
                ["schema"] = name == "Idempotency-Key" ? new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 255 } : Text(),
                ["example"] = example,
            };
            const string key = "A new value for each new request; the same value repeats the first answer for 24 hours.";
            const string tag = "The ETag you read; only its version is compared.";
            const string id = "0190c0de-9a41-7c2e-8f00-5d1b7c3e2a10";
            return new JsonObject
            {
                ["limit"] = new JsonObject
                {
                    ["name"] = "limit", ["in"] = "query", ["required"] = false, ["description"] = "How many items a page has.",
                    ["schema"] = new JsonObject { ["type"] = "integer", ["format"] = "int32", ["minimum"] = 1, ["maximum"] = PageRequest.MaxLimit, ["default"] = new PageRequest().Size },
                    ["example"] = 20,
                },
                ["cursor"] = new JsonObject
                {
                    ["name"] = "cursor", ["in"] = "query", ["required"] = false, ["description"] = "The `nextCursor` of the page before.",
                    ["schema"] = new JsonObject { ["type"] = "string", ["maxLength"] = 512 },
                },
                ["acceptLanguage"] = Header("Accept-Language", false, "Language of titles, details and labels: en, hi, bn, ta or te.", "hi"),
                ["idempotencyKey"] = Header("Idempotency-Key", false, key, id),
                ["idempotencyKeyRequired"] = Header("Idempotency-Key", true, key, id),
                ["ifMatch"] = Header("If-Match", false, tag, "\"3.0123456789abcdef\""),
                ["ifMatchRequired"] = Header("If-Match", true, tag, "\"3.0123456789abcdef\""),
                ["ifNoneMatch"] = Header("If-None-Match", false, "ETags of what you have; 304 when one of them is current.", "\"3.0123456789abcdef\""),
            };
        }

        private static JsonObject Headers()
        {
            static JsonObject Header(string description, JsonNode schema) => new() { ["description"] = description, ["schema"] = schema };
            static JsonObject Whole() => new() { ["type"] = "integer", ["format"] = "int64", ["minimum"] = 0 };
            return new JsonObject
            {
                ["Deprecation"] = Header("Since when there is something better: `@` and seconds since 1970.", Text("^@[0-9]+$")),
                ["ETag"] = Header("`\"version.hash\"`: for If-None-Match and If-Match.", Text("^\"[0-9]+\\.[0-9a-f]{16}\"$")),
                ["Idempotency-Replayed"] = Header("`true` when this is the answer of an earlier request with the same Idempotency-Key.", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("true") }),
                ["Link"] = Header("The next page, `rel=\"next\"`; absent on the last one.", Text()),
                ["Location"] = Header("Where the new thing is.", new JsonObject { ["type"] = "string", ["format"] = "uri-reference" }),
                ["RateLimit-Limit"] = Header("Requests allowed in the window.", Whole()),
                ["RateLimit-Policy"] = Header("The limit and its window in seconds.", Text()),
                ["RateLimit-Remaining"] = Header("Requests left in the window.", Whole()),
                ["RateLimit-Reset"] = Header("Seconds until the window is new.", Whole()),
                ["Retry-After"] = Header("Seconds to wait before the same request is sent again.", Whole()),
                ["Sunset"] = Header("From when this may be gone, as an HTTP date.", Text()),
                ["X-Request-Id"] = Header("The caller's X-Request-Id, or one made here.", Text()),
            };
        }

        private static bool IsPage(Type? type) => type?.IsAssignableTo(typeof(IPage)) == true;
    }

    /// <summary>What a route's metadata say.</summary>
    private sealed class Route(ApiDescription description)
    {
        private readonly IList<object> _metadata = description.ActionDescriptor.EndpointMetadata;

        public ApiDescription Description => description;

        public string Method => description.HttpMethod!;

        public MethodInfo? Handler => Get<MethodInfo>();

        public ApiParameterDescription? Body => description.ParameterDescriptions.FirstOrDefault(parameter => parameter.Source == BindingSource.Body);

        public bool IsAnonymous => Get<IAllowAnonymous>() is not null || Get<IAuthorizeData>() is null;

        public bool HasPage => Handler?.GetParameters().Any(parameter => parameter.ParameterType == typeof(PageRequest)) == true;

        public bool TakesKey => Method == HttpMethods.Post && !IsAnonymous && Get<IdempotencyMetadata>()?.Ignored != true;

        public bool RequiresKey => Get<IdempotencyMetadata>()?.Required == true;

        public bool TakesIfMatch => Handler?.GetParameters().Any(parameter => parameter.ParameterType == typeof(IfMatch)) == true;

        public bool IsDeprecated => Get<DeprecationMetadata>() is not null;

        public bool RequiresIfMatch => Get<IfMatchMetadata>() is not null;

        public IReadOnlyList<IProducesResponseTypeMetadata> Success =>
            [.. _metadata.OfType<IProducesResponseTypeMetadata>().Where(one => one.StatusCode < 300).DistinctBy(one => one.StatusCode).OrderBy(one => one.StatusCode)];

        public T? Get<T>()
            where T : class => _metadata.OfType<T>().LastOrDefault();

        public bool HasTag(IProducesResponseTypeMetadata success) =>
            success is { StatusCode: StatusCodes.Status200OK, Type: { } type } && type != typeof(void) && success.ContentTypes.Contains(Json)
            && (Method == HttpMethods.Get ? !type.IsAssignableTo(typeof(IPage)) : Method != HttpMethods.Post && type.IsAssignableTo(typeof(IVersioned)));

        /// <summary>Its own refusals, and those that come from what it takes.</summary>
        public IEnumerable<Error> Refusals()
        {
            foreach (var error in _metadata.OfType<RefusalsMetadata>().SelectMany(refusals => refusals.Errors))
                yield return error;
            yield return FrameworkErrors.Malformed;
            if (Body is not null || description.ParameterDescriptions.Count > 0)
                yield return RequestErrors.Invalid;
            if (!IsAnonymous)
                yield return RequestErrors.Unauthenticated;
            if (!IsAnonymous && _metadata.OfType<IAuthorizeData>().Any(data => data.Policy is not null and not Policies.Authenticated))
                yield return RequestErrors.Forbidden;
            if (description.ParameterDescriptions.Any(parameter => parameter.Source == BindingSource.Path))
                yield return RequestErrors.NotFound;
            if (Method is not "GET")
                yield return RequestErrors.Conflict;
            if (TakesIfMatch)
                yield return RequestErrors.PreconditionFailed;
            if (RequiresIfMatch)
                yield return RequestErrors.PreconditionRequired;
            if (Body is not null)
                yield return FrameworkErrors.TooLarge;
            if (Body is not null)
                yield return FrameworkErrors.UnsupportedMediaType;
            if (RequiresKey)
                yield return RequestErrors.KeyRequired;
            if (TakesKey)
                yield return RequestErrors.KeyInvalid;
            if (TakesKey)
                yield return RequestErrors.InFlight;
            if (TakesKey)
                yield return RequestErrors.KeyReused;
            yield return RequestErrors.TooMany;
            yield return RequestErrors.Unavailable;
        }
    }
}

/// <summary>A better example of a route's body than one made from its schema.</summary>
internal sealed record RequestExampleMetadata(object Body);
