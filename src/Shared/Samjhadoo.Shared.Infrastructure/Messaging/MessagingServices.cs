using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

internal static class MessagingServices
{
    public static void AddMessaging(this IServiceCollection services, IReadOnlyList<RegisteredModule> modules)
    {
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(provider => new EventRegistry(provider.GetRequiredService<ModuleRegistry>().All));
        foreach (var module in modules)
        {
            services.AddKeyedScoped<IOutbox>(module.Name, (provider, _) => new Outbox(
                (DbContext)provider.GetRequiredService(module.ContextType), module.Name, provider.GetRequiredService<OutboxSignal>()));
        }
    }
}
