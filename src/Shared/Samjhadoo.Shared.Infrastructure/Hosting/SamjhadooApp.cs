using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Infrastructure.Caching;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Http.OpenApi;
using Samjhadoo.Shared.Infrastructure.Idempotency;
using Samjhadoo.Shared.Infrastructure.Jobs;
using Samjhadoo.Shared.Infrastructure.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Observability;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Infrastructure.Hosting;

/// <summary>The one deployable: builds, migrates and runs the host for a set of modules.</summary>
public static class SamjhadooApp
{
    /// <summary>
    /// Runs the verb in <paramref name="args"/>: <c>migrate</c>, <c>sample-data</c>, <c>seed --users N</c>, one of a module's own, or serve
    /// when there is none.
    /// </summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? configure = null)
    {
        await using var app = Build(args, modules, configure);
        switch (args.FirstOrDefault())
        {
            case "migrate":
                await Migrator.MigrateAsync(app.Services, CancellationToken.None);
                return 0;
            case "sample-data":
                foreach (var module in modules)
                    await module.LoadSampleDataAsync(app.Services, CancellationToken.None);
                return 0;
            case "seed":
                await Seeding.RunAsync(app, modules, CancellationToken.None);
                return 0;
            case { } verb when modules.FirstOrDefault(module => module.Verbs.ContainsKey(verb)) is { } module:
                return await module.Verbs[verb](app.Services, CancellationToken.None);
            default:
                try
                {
                    var lease = app.Services.GetRequiredService<HostLease>();
                    await app.RunAsync();
                    return lease.IsLost ? 1 : 0;
                }
                catch (StartRefusedException refused)
                {
                    await Console.Error.WriteLineAsync(refused.Message);
                    return 1;
                }
        }
    }

    /// <summary>The host with these modules, not started. Tests give it the modules they need and a clock of their own.</summary>
    public static WebApplication Build(string[] args, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddHttpApi(builder.Configuration);
        services.AddCaching(builder.Configuration);
        services.AddSecurity(builder.Configuration);
        services.AddIdempotency();
        services.AddDatabases();
        services.AddLifecycle(builder.Configuration, builder.Environment);
        services.AddTelemetry(builder.Configuration);
        builder.AddLogs(isServing: args.FirstOrDefault()?.StartsWith('-') != false);

        services.AddScoped<IMediator>(provider => new Mediator(provider.GetRequiredService));
        services.AddScoped<ISender, Sender>();
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(LoggingBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(ValidationBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(KeyedBehavior<,>));
        services.AddTransient(typeof(IPipelineBehavior<,>), typeof(TransactionBehavior<,>));

        services.AddScoped<AfterCommit>();
        services.AddScoped<IAfterCommit>(provider => provider.GetRequiredService<AfterCommit>());

        var registered = new List<RegisteredModule>();
        foreach (var module in modules)
        {
            var moduleBuilder = new ModuleBuilder(module, services, builder.Configuration, builder.Environment);
            module.Register(moduleBuilder);
            registered.Add(moduleBuilder.Build());
        }

        services.AddSingleton(new ModuleRegistry(registered));
        services.AddMessaging(builder.Configuration, registered);
        services.AddJobs();

        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseMiddleware<RequestLog>();
        app.UseHttpApi();
        app.UseLifecycle();
        app.UseSecurity();
        app.UseScreen();
        app.UseIdempotency();
        app.UseReadYourWrites();
        var api = app.MapApi();
        foreach (var module in modules)
            module.MapEndpoints(api);
        api.MapFailedMessages();
        app.MapApiDocuments();
        app.MapKeys();
        app.MapHealth();
        app.MapMetrics();
        return app;
    }
}
