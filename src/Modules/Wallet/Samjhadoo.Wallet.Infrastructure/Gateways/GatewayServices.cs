using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Wallet.Application.Gateways;
using Samjhadoo.Wallet.Infrastructure.Gateways.Razorpay;
using Samjhadoo.Wallet.Infrastructure.Gateways.Sandbox;

namespace Samjhadoo.Wallet.Infrastructure.Gateways;

internal static class GatewayServices
{
    /// <summary>
    /// Razorpay where its key is configured. The sandbox where <c>Payments:Gateway</c> names it, and outside Production also
    /// where nothing is configured. Production without either takes no payments.
    /// </summary>
    public static void AddGateways(this ModuleBuilder module)
    {
        var options = module.Configuration.GetSection("Payments").Get<PaymentOptions>() ?? new();
        var razorpay = module.Configuration.GetSection("Payments:Razorpay").Get<RazorpayOptions>() ?? new();
        var sandbox = module.Configuration.GetSection("Payments:Sandbox").Get<SandboxOptions>() ?? new();
        sandbox.IsOn = options.Gateway == SandboxGateway.GatewayName || (options.Gateway is null && razorpay.KeyId is null && !module.Environment.IsProduction());
        options.Gateway ??= razorpay.KeyId is not null ? RazorpayGateway.GatewayName : sandbox.IsOn ? SandboxGateway.GatewayName : null;
        module.Services.AddSingleton(options).AddSingleton(razorpay).AddSingleton(sandbox);
        module.AddSingleton<PaymentGateways, PaymentGateways>();

        if (razorpay.KeyId is not null)
            module.AddRazorpay(razorpay);
        // Its job exists in every host, and does nothing where the sandbox is off.
        module.Services.AddHttpClient(SandboxGateway.GatewayName, client => client.Timeout = TimeSpan.FromSeconds(10));
        module.AddSingleton<SandboxBank, SandboxBank>().AddSingleton<SandboxWebhooks, SandboxWebhooks>();
        if (sandbox.IsOn)
            module.AddSingleton<IPaymentGateway, SandboxGateway>();
    }

    private static void AddRazorpay(this ModuleBuilder module, RazorpayOptions options)
    {
        if (options.KeySecret is null || options.WebhookSecrets.Count == 0)
            throw new InvalidOperationException("Payments:Razorpay:KeyId needs Payments:Razorpay:KeySecret and :WebhookSecrets:0 beside it.");
        module.AddSingleton<IPaymentGateway, RazorpayGateway>();
        module.Services
            .AddHttpClient(RazorpayGateway.GatewayName, client =>
            {
                client.BaseAddress = options.Url;
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.MaxResponseContentBufferSize = 1024 * 1024;
                client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.KeyId}:{options.KeySecret}")));
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = options.AttemptTimeout,
                MaxConnectionsPerServer = 32,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            // Every call of ours may be repeated: see the adapter.
            .AddResilienceHandler(RazorpayGateway.GatewayName, pipeline => pipeline
                .AddTimeout(options.Timeout)
                .AddRetry(new HttpRetryStrategyOptions
                {
                    MaxRetryAttempts = 2,
                    Delay = TimeSpan.FromMilliseconds(300),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                })
                .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 10,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = options.BreakFor,
                })
                .AddTimeout(options.AttemptTimeout));
    }
}
