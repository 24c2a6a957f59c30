using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Mentoring.Infrastructure.Endpoints;

/// <summary>200 with a calendar file, or the error's status.</summary>
internal sealed class CalendarOutcome(Result<string> file) : Microsoft.AspNetCore.Http.IResult, IEndpointMetadataProvider
{
    private const string ContentType = "text/calendar";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (file.IsFailure)
            return new NoContentOutcome(file.Error).ExecuteAsync(httpContext);
        var body = Encoding.UTF8.GetBytes(file.Value);
        httpContext.Response.ContentType = $"{ContentType}; charset=utf-8";
        httpContext.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), [ContentType]));
}
