using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Infrastructure.Persistence;
using Samjhadoo.Shared.Infrastructure.Users;

namespace Samjhadoo.Shared.Infrastructure.Modules;

/// <summary>
/// What a module registers itself with. Services added here see the module's own <see cref="IReadDatabase"/>,
/// <see cref="IOutbox"/> and <see cref="NpgsqlDataSource"/>, so no class has to say which module it belongs to.
/// </summary>
public sealed class ModuleBuilder
{
    private readonly IModule _module;

    internal ModuleBuilder(IModule module, IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        _module = module;
        Services = services;
        Configuration = configuration;
        Environment = environment;
        Assemblies = AssembliesOf(module);
    }

    /// <summary>The host's services, for what is not the module's alone (options, HTTP clients).</summary>
    public IServiceCollection Services { get; }

    /// <summary>The host's configuration.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Development, Production or Testing.</summary>
    public IHostEnvironment Environment { get; }

    internal IReadOnlyList<Assembly> Assemblies { get; }

    internal Type? ContextType { get; private set; }

    internal bool KeepsUsers { get; private set; }

    /// <summary>The consumers of the module: those of its assemblies, and the shared one of users where it keeps them.</summary>
    internal List<Type> Consumers { get; } = [];

    /// <summary>The module's EF Core context over its schema.</summary>
    /// <param name="keepUsers">
    /// Keeps a <c>users</c> table in the schema from Identity's events, so that the module's tables can refer to it
    /// (<see cref="UserReplica"/>) and its use cases can ask for <see cref="IUserReplica"/>.
    /// </param>
    public ModuleBuilder UseDatabase<TContext>(bool keepUsers = false)
        where TContext : ModuleDbContext
    {
        ContextType = typeof(TContext);
        KeepsUsers = keepUsers;
        Services.AddModuleDatabase<TContext>(_module);
        if (keepUsers)
        {
            Services.AddScoped<UserReplicaStore<TContext>>();
            Services.AddKeyedScoped<IUserReplica>(_module.Name, (services, _) => services.GetRequiredService<UserReplicaStore<TContext>>());
            AddConsumer(typeof(ReplicateUser<TContext>));
        }

        return this;
    }

    /// <summary>A service made once a scope.</summary>
    public ModuleBuilder AddScoped<TService, TImplementation>()
        where TService : class
        where TImplementation : class, TService
        => Add(typeof(TService), typeof(TImplementation), ServiceLifetime.Scoped);

    /// <summary>A service made once a host.</summary>
    public ModuleBuilder AddSingleton<TService, TImplementation>()
        where TService : class
        where TImplementation : class, TService
        => Add(typeof(TService), typeof(TImplementation), ServiceLifetime.Singleton);

    internal void AddWhatTheModuleContains()
    {
        foreach (var type in Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var contract in type.GetInterfaces().Where(contract => contract.IsGenericType))
            {
                var definition = contract.GetGenericTypeDefinition();
                if (definition == typeof(IRequestHandler<,>) || definition == typeof(IValidator<>))
                    Add(contract, type, ServiceLifetime.Transient);
                else if (definition == typeof(IConsumer<>))
                    AddConsumer(type);
            }

            if (type.IsAssignableTo(typeof(IJob)))
                Add(type, type, ServiceLifetime.Scoped);
        }
    }

    private static List<Assembly> AssembliesOf(IModule module)
    {
        var own = module.GetType().Assembly;
        var name = own.GetName().Name!;
        var application = name.Replace(".Infrastructure", ".Application", StringComparison.Ordinal);
        return application == name ? [own] : [own, Assembly.Load(application)];
    }

    private void AddConsumer(Type consumer)
    {
        Add(consumer, consumer, ServiceLifetime.Scoped);
        Consumers.Add(consumer);
    }

    private ModuleBuilder Add(Type service, Type implementation, ServiceLifetime lifetime)
    {
        var create = ActivatorUtilities.CreateFactory(implementation, []);
        var module = _module.Name;
        Services.Add(new ServiceDescriptor(service, services => create(new ModuleView(services, module), null), lifetime));
        return this;
    }
}

/// <summary>The host's services as one module sees them: its own database and outbox under the plain names.</summary>
internal sealed class ModuleView(IServiceProvider services, string module) : IServiceProvider
{
    public object? GetService(Type serviceType) =>
        serviceType == typeof(IReadDatabase) || serviceType == typeof(IOutbox) || serviceType == typeof(IUserReplica) || serviceType == typeof(NpgsqlDataSource)
            ? services.GetRequiredKeyedService(serviceType, module)
            : services.GetService(serviceType);
}
