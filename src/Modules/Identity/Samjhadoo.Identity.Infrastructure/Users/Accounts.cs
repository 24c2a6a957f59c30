using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Application.Logins;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Identity.Infrastructure.Logins;
using Samjhadoo.Identity.Infrastructure.Passwords;
using Samjhadoo.Identity.Infrastructure.Sessions;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Identity.Infrastructure.Users;

internal static class Accounts
{
    /// <summary>Accounts, logins and what other modules may ask about them.</summary>
    public static void AddAccounts(this ModuleBuilder module)
    {
        module.Services.Configure<PasswordOptions>(module.Configuration.GetSection("Passwords"));
        module
            .AddSingleton<IPasswordHasher, Argon2PasswordHasher>()
            .AddSingleton<OneTimeLinks, OneTimeLinks>()
            .AddScoped<PasswordProof, PasswordProof>()
            .AddScoped<IUserRepository, UserRepository>()
            .AddScoped<ISessionRepository, SessionRepository>()
            .AddScoped<ILoginThrottle, LoginThrottle>()
            .AddSingleton<IUserDirectory, UserDirectory>()
            .AddSingleton<ISessionDirectory, SessionDirectory>();
    }
}
