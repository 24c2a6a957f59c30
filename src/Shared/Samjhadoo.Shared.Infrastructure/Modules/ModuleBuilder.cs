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
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Idempotency;
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
    private readonly List<Type> _consumers = [];
    private readonly List<Type> _jobs = [];
    private readonly Dictionary<string, Error> _constraints = [];
    private Type? _context;
    private bool _keepsUsers;

    internal ModuleBuilder(IModule module, IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        _module = module;
        Services = services;
        Configuration = configuration;
        Environment = environment;
    }

    /// <summary>The host's services, for what is not the module's alone (options, HTTP clients).</summary>
    public IServiceCollection Services { get; }

    /// <summary>The host's configuration.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Development, Production or Testing.</summary>
    public IHostEnvironment Environment { get; }

    /// <summary>The module's EF Core context over its schema.</summary>
    /// <param name="keepUsers">
    /// Keeps a <c>users</c> table in the schema from Identity's events, so that the module's tables can refer to it
    /// (<see cref="UserReplica"/>) and its use cases can ask for <see cref="IUserReplica"/>.
    /// </param>
    public ModuleBuilder UseDatabase<TContext>(bool keepUsers = false)
        where TContext : ModuleDbContext
    {
        _context = typeof(TContext);
        _keepsUsers = keepUsers;
        Services.AddModuleDatabase<TContext>(_module);
        Add(_jobs, typeof(PruneKeys<TContext>));
        if (keepUsers)
        {
            Services.AddScoped<UserReplicaStore<TContext>>();
            Services.AddKeyedScoped<IUserReplica>(_module.Name, (services, _) => services.GetRequiredService<UserReplicaStore<TContext>>());
            Add(_consumers, typeof(ReplicateUser<TContext>));
        }

        return this;
    }

    /// <summary>
    /// A command that violates this constraint (unique, exclusion, check, foreign key) is refused with the error, not failed:
    /// uniqueness and overlap are the database's to judge.
    /// </summary>
    public ModuleBuilder RefuseOn(string constraint, Error error)
    {
        _constraints.Add(constraint, error);
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

    internal RegisteredModule Build()
    {
        var assemblies = AssembliesOf(_module);
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            var contracts = type.GetInterfaces().Where(contract => contract.IsGenericType).ToLookup(contract => contract.GetGenericTypeDefinition());
            foreach (var contract in contracts[typeof(IRequestHandler<,>)].Concat(contracts[typeof(IValidator<>)]))
                Add(contract, type, ServiceLifetime.Transient);
            if (contracts.Contains(typeof(IConsumer<>)))
                Add(_consumers, type);
            if (type.IsAssignableTo(typeof(IJob)))
                Add(_jobs, type);
        }

        return new RegisteredModule(_module, _context ?? throw new InvalidOperationException($"Module {_module.Name} names no database."), assemblies)
        {
            KeepsUsers = _keepsUsers,
            Consumers = _consumers,
            Jobs = _jobs,
            Constraints = _constraints,
        };
    }

    private static List<Assembly> AssembliesOf(IModule module)
    {
        var own = module.GetType().Assembly;
        var name = own.GetName().Name!;
        var application = name.Replace(".Infrastructure", ".Application", StringComparison.Ordinal);
        return application == name ? [own] : [own, Assembly.Load(application)];
    }

    private void Add(List<Type> kind, Type type)
    {
        kind.Add(type);
        Add(type, type, ServiceLifetime.Scoped);
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
