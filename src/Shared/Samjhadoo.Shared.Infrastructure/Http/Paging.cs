using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Infrastructure.Http;

internal static class Links
{
    /// <summary><c>&lt;/path?limit=2&amp;cursor=…&gt;; rel="next"</c>: the same list, further on.</summary>
    public static string Next(HttpRequest request, string cursor)
    {
        var query = new QueryBuilder();
        foreach (var (name, values) in request.Query.Where(pair => !pair.Key.Equals("cursor", StringComparison.OrdinalIgnoreCase)))
            query.Add(name, values.Select(value => value ?? ""));
        query.Add("cursor", cursor);
        return $"<{request.PathBase.Add(request.Path).ToUriComponent()}{query.ToQueryString().ToUriComponent()}>; rel=\"next\"";
    }
}

internal static class PageLimits
{
    /// <summary>Refuses a page that is too large or a cursor that cannot be one, for every route that has a <see cref="PageRequest"/>.</summary>
    public static EndpointFilterDelegate Check(EndpointFilterFactoryContext context, EndpointFilterDelegate next)
    {
        var position = Array.FindIndex(context.MethodInfo.GetParameters(), IsPage);
        return position < 0 ? next : async invocation =>
        {
            var page = invocation.GetArgument<PageRequest>(position);
            if (page.Limit is < 1 or > PageRequest.MaxLimit)
                return Refuse(new FieldError("limit", "out_of_range", "must be between 1 and 100")
                {
                    Arguments = new Dictionary<string, string> { ["min"] = "1", ["max"] = $"{PageRequest.MaxLimit}" },
                });
            return page.Cursor?.Length > 512 ? Refuse(RequestErrors.BadCursor.Fields[0]) : await next(invocation);
        };
    }

    private static bool IsPage(ParameterInfo parameter) => parameter.ParameterType == typeof(PageRequest);

    private static NoContentOutcome Refuse(FieldError field) => new(Error.Invalid(field));
}
