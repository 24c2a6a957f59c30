using Samjhadoo.Identity.Application.Administration;
using Samjhadoo.Identity.Application.Mfa;
using Samjhadoo.Identity.Application.Sessions;
using Samjhadoo.Identity.Contracts;
using Samjhadoo.Identity.Domain.Consents;
using Samjhadoo.Identity.Domain.Erasures;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Identity.Domain.Mentors;
using Samjhadoo.Identity.Domain.Mfa;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Identity.Infrastructure.Administration;
using Samjhadoo.Identity.Infrastructure.Mentors;
using Samjhadoo.Identity.Infrastructure.Messaging;
using Samjhadoo.Identity.Infrastructure.Mfa;
using Samjhadoo.Identity.Infrastructure.Privacy;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Identity.Infrastructure;

internal static class AccountServices
{
    /// <summary>Second factors, profiles, administration and privacy.</summary>
    public static void AddAccountServices(this ModuleBuilder module) => module
        .AddSingleton<ITotp, Totp>()
        .AddScoped<IAuthenticatorRepository, AuthenticatorRepository>()
        .AddScoped<SecondFactor, SecondFactor>()
        .AddScoped<IAdminRepository, AdminRepository>()
        .AddScoped<AdminActions, AdminActions>()
        .AddScoped<IMentorGrantRepository, MentorGrantRepository>()
        .AddScoped<IIdentityApi, IdentityApi>()
        .AddScoped<IConsentLedger, ConsentLedger>()
        .AddScoped<IDataExportRepository, DataExportRepository>()
        .AddScoped<IErasureRepository, ErasureRepository>()
        .AddScoped<IPersonalData, IdentityPersonalData>();
}
