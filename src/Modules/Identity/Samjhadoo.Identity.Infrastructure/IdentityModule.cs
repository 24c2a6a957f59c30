using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Infrastructure.Endpoints;
using Samjhadoo.Identity.Infrastructure.Mails;
using Samjhadoo.Identity.Infrastructure.Persistence;
using Samjhadoo.Identity.Infrastructure.Secrets;
using Samjhadoo.Identity.Infrastructure.SecurityLog;
using Samjhadoo.Identity.Infrastructure.Users;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Identity.Infrastructure;

/// <summary>The Identity module.</summary>
public sealed class IdentityModule : IModule
{
    /// <inheritdoc />
    public string Name => "Identity";

    /// <inheritdoc />
    public string Schema => "identity";

    /// <inheritdoc />
    public IReadOnlyList<string> AppendOnlyTables => ["security_events", "consent_records"];

    /// <inheritdoc />
    public void Register(ModuleBuilder module)
    {
        module
            .UseDatabase<IdentityDbContext>()
            .AddSingleton<ISecretBox, SecretBox>()
            .AddScoped<ISecurityLog, SecurityLogWriter>();
        module.AddMails();
        module.AddAccounts();
        module.AddAccountServices();
    }

    /// <inheritdoc />
    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapAuth();
        api.MapMfa();
        api.MapProfiles();
        api.MapPrivacy();
        api.MapAdminUsers();
    }

    /// <inheritdoc />
    public IReadOnlyDictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> Verbs { get; } =
        new Dictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> { [CreateAdmin.Verb] = CreateAdmin.RunAsync };

    /// <inheritdoc />
    public Task LoadSampleDataAsync(IServiceProvider services, CancellationToken cancellationToken) => SamplePeople.MakeAsync(services, cancellationToken);

    /// <inheritdoc />
    public Task SeedUsersAsync(IServiceProvider services, long firstId, long lastId, CancellationToken cancellationToken) =>
        SeededUsers.MakeAsync(services.GetRequiredKeyedService<NpgsqlDataSource>(Name), firstId, lastId, cancellationToken);
}
