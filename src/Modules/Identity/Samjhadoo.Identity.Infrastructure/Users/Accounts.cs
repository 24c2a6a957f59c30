using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Identity.Infrastructure.Sessions;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Identity.Infrastructure.Users;

internal static class Accounts
{
    /// <summary>Accounts, logins and what other modules may ask about them.</summary>
    public static void AddAccounts(this ModuleBuilder module) => module
        .AddScoped<IUserRepository, UserRepository>()
        .AddSingleton<IUserDirectory, UserDirectory>()
        .AddSingleton<ISessionDirectory, SessionDirectory>();
}
