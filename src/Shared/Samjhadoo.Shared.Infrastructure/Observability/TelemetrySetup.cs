using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Infrastructure.Observability;

/// <summary>Traces and metrics: Prometheus at <c>/metrics</c>, and OTLP where <c>OpenTelemetry:Endpoint</c> names a collector.</summary>
internal static class TelemetrySetup
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var endpoint = configuration["OpenTelemetry:Endpoint"] ?? configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        var hasCollector = !string.IsNullOrEmpty(endpoint);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("samjhadoo"))
            .WithTracing(traces =>
            {
                // Without a collector ids still travel, but nothing is recorded.
                traces.SetSampler(hasCollector
                        ? new ParentBasedSampler(new TraceIdRatioBasedSampler(configuration.GetValue("OpenTelemetry:SampleRatio", 1.0)))
                        : new AlwaysOffSampler())
                    .AddSource(Telemetry.Name, "MassTransit")
                    .AddAspNetCoreInstrumentation(http => http.Filter = context => context.GetEndpoint()?.Metadata.GetMetadata<UnlimitedMetadata>() is null)
                    .AddHttpClientInstrumentation()
                    .AddNpgsql();
                if (hasCollector)
                    traces.AddOtlpExporter(otlp => SendTo(otlp, configuration, endpoint!, "traces"));
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Telemetry.Name, "Npgsql", "MassTransit").AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation().AddPrometheusExporter();
                if (hasCollector)
                    metrics.AddOtlpExporter(otlp => SendTo(otlp, configuration, endpoint!, "metrics"));
            });
    }

    // Over gRPC one address takes all; over HTTP each signal has its own path, which the exporter appends only to an address it found itself.
    private static void SendTo(OtlpExporterOptions otlp, IConfiguration configuration, string endpoint, string signal)
    {
        var isHttp = (configuration["OpenTelemetry:Protocol"] ?? configuration["OTEL_EXPORTER_OTLP_PROTOCOL"]) == "http/protobuf";
        otlp.Protocol = isHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        otlp.Endpoint = new Uri(isHttp ? $"{endpoint.TrimEnd('/')}/v1/{signal}" : endpoint);
    }

    /// <summary>Metrics for callers from this machine and from <c>Metrics:Networks</c>; for all others there is nothing here.</summary>
    public static void MapMetrics(this WebApplication app)
    {
        var networks = (app.Configuration.GetSection("Metrics:Networks").Get<string[]>() ?? []).Select(network => System.Net.IPNetwork.Parse(network)).ToArray();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous().Unlimited().AddEndpointFilter(async (context, next) =>
            MayRead(context.HttpContext, networks) ? await next(context) : TypedResults.NotFound());
    }

    // A header that no known proxy was allowed to set means that the address is some proxy's, not the caller's.
    private static bool MayRead(HttpContext context, System.Net.IPNetwork[] networks) =>
        context.Connection.RemoteIpAddress is { } address
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && (IPAddress.IsLoopback(address) || networks.Any(network => network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)));
}
