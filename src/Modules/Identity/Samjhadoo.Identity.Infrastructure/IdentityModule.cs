using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Identity.Application.Administration;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Application.Logins;
using Samjhadoo.Identity.Application.Mfa;
using Samjhadoo.Identity.Contracts;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Domain.Erasures;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Mentors;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Identity.Infrastructure.Administration;
using Samjhadoo.Identity.Infrastructure.Endpoints;
using Samjhadoo.Identity.Infrastructure.Logins;
using Samjhadoo.Identity.Infrastructure.Mails;
using Samjhadoo.Identity.Infrastructure.Mentors;
using Samjhadoo.Identity.Infrastructure.Messaging;
using Samjhadoo.Identity.Infrastructure.Mfa;
using Samjhadoo.Identity.Infrastructure.Passwords;
using Samjhadoo.Identity.Infrastructure.Persistence;
using Samjhadoo.Identity.Infrastructure.Privacy;
using Samjhadoo.Identity.Infrastructure.Secrets;
using Samjhadoo.Identity.Infrastructure.SecurityLog;
using Samjhadoo.Identity.Infrastructure.Sessions;
using Samjhadoo.Identity.Infrastructure.Users;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
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
        module.Services.Configure<PasswordOptions>(module.Configuration.GetSection("Passwords"));
        module.AddMails();
        module
            .UseDatabase<IdentityDbContext>()
            .AddSingleton<ISecretBox, SecretBox>()
            .AddScoped<ISecurityLog, SecurityLogWriter>()

            // Accounts, logins, passwords
            .AddSingleton<IPasswordHasher, Argon2PasswordHasher>()
            .AddSingleton<OneTimeLinks, OneTimeLinks>()
            .AddScoped<LinkMails, LinkMails>()
            .AddScoped<PasswordProof, PasswordProof>()
            .AddScoped<IUserRepository, UserRepository>()
            .AddScoped<ISessionRepository, SessionRepository>()
            .AddScoped<ILoginThrottle, LoginThrottle>()

            // Second factors
            .AddSingleton<ITotp, Totp>()
            .AddScoped<IAuthenticatorRepository, AuthenticatorRepository>()
            .AddScoped<SecondFactor, SecondFactor>()

            // Administration and privacy
            .AddScoped<IAdminRepository, AdminRepository>()
            .AddScoped<AdminActions, AdminActions>()
            .AddScoped<IMentorGrantRepository, MentorGrantRepository>()
            .AddScoped<IConsentLedger, ConsentLedger>()
            .AddScoped<IDataExportRepository, DataExportRepository>()
            .AddScoped<IErasureRepository, ErasureRepository>()

            // What others may ask
            .AddScoped<IIdentityApi, IdentityApi>()
            .AddSingleton<IUserDirectory, UserDirectory>()
            .AddSingleton<ISessionDirectory, SessionDirectory>()
            .AddScoped<IPersonalData, IdentityPersonalData>();
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
        SeededUsers.MakeAsync(services.GetRequiredKeyedService<NpgsqlDataSource>(Name), services.GetRequiredService<TimeProvider>().GetUtcNow(), firstId, lastId, cancellationToken);

    /// <inheritdoc />
    public Task SeedMentorsAsync(IServiceProvider services, long firstId, long lastId, CancellationToken cancellationToken) =>
        SeededUsers.MakeMentorsAsync(services.GetRequiredKeyedService<NpgsqlDataSource>(Name), firstId, lastId, cancellationToken);
}
