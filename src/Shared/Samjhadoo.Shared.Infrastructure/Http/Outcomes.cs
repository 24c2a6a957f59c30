using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using IHttpResult = Microsoft.AspNetCore.Http.IResult;

namespace Samjhadoo.Shared.Infrastructure.Http;

/// <summary>Turns the result of a use case into an HTTP answer, and tells the OpenAPI document what it looks like.</summary>
public static class Outcomes
{
    /// <summary>200 with the value, or the error's status.</summary>
    public static async Task<OkOutcome<T>> ToOk<T>(this Task<Result<T>> result) => new(await result);

    /// <summary>201 with the value and its address, or the error's status.</summary>
    public static async Task<CreatedOutcome<T>> ToCreated<T>(this Task<Result<T>> result, Func<T, string> location) => new(await result, location);

    /// <summary>202 with the value, or the error's status.</summary>
    public static async Task<AcceptedOutcome<T>> ToAccepted<T>(this Task<Result<T>> result) => new(await result);

    /// <summary>204, or the error's status.</summary>
    public static async Task<NoContentOutcome> ToNoContent<T>(this Task<Result<T>> result) => new((await result).Error);

    /// <summary>Documents the errors a route answers with beside those every route has.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, params IReadOnlyList<Error> errors)
        where TBuilder : IEndpointConventionBuilder
        => route.WithMetadata(new RefusalsMetadata(errors));

    /// <summary>The same for errors that the modules of this host bring; asked for when the route is first used.</summary>
    public static TBuilder Refuses<TBuilder>(this TBuilder route, Func<IServiceProvider, IReadOnlyList<Error>> errors)
        where TBuilder : IEndpointConventionBuilder
    {
        route.Add(endpoint => endpoint.Metadata.Add(new RefusalsMetadata(errors(endpoint.ApplicationServices))));
        return route;
    }
}

/// <summary>The errors a route documents.</summary>
internal sealed record RefusalsMetadata(IReadOnlyList<Error> Errors);

/// <summary>200 or an error.</summary>
public sealed class OkOutcome<T>(Result<T> result) : IHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext) => OutcomeWriter.WriteAsync(httpContext, result, StatusCodes.Status200OK);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}

/// <summary>201 or an error.</summary>
public sealed class CreatedOutcome<T>(Result<T> result, Func<T, string> location) : IHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (result.IsSuccess)
            httpContext.Response.Headers.Location = location(result.Value);
        return OutcomeWriter.WriteAsync(httpContext, result, StatusCodes.Status201Created);
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
}

/// <summary>202 or an error.</summary>
public sealed class AcceptedOutcome<T>(Result<T> result) : IHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext) => OutcomeWriter.WriteAsync(httpContext, result, StatusCodes.Status202Accepted);

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(T), ["application/json"]));
}

/// <summary>204 or an error.</summary>
public sealed class NoContentOutcome(Error? error) : IHttpResult, IEndpointMetadataProvider
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (error is not null)
            return Problems.WriteAsync(httpContext, error);
        httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    static void IEndpointMetadataProvider.PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));
}

internal static class OutcomeWriter
{
    public static Task WriteAsync<T>(HttpContext httpContext, Result<T> result, int status)
    {
        if (result.IsFailure)
            return Problems.WriteAsync(httpContext, result.Error);
        var body = JsonSerializer.SerializeToUtf8Bytes(result.Value, StrictJson.Options);
        var response = httpContext.Response;
        if (result.Value is IPage { NextCursor: { } next })
            response.Headers.Link = Links.Next(httpContext.Request, next);
        else if (status == StatusCodes.Status200OK && ETags.IsSentFor(httpContext.Request.Method, result.Value))
        {
            var tag = ETags.Of(result.Value as IVersioned, body);
            response.Headers.ETag = tag;
            if (ETags.IsKnown(httpContext.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
