using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Infrastructure.Modules;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

internal static class MessagingServices
{
    public static void AddMessaging(this IServiceCollection services, IConfiguration configuration, IReadOnlyList<RegisteredModule> modules)
    {
        services.AddSingleton(configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new MessagingOptions());
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton(new EventRegistry(modules));
        services.AddSingleton<ConsumerRunner>();
        services.AddSingleton(provider => new MessageStores(modules.ToDictionary(
            module => module.Name, module => new MessageStore(provider.GetRequiredKeyedService<NpgsqlDataSource>(module.Name)))));
        foreach (var module in modules)
        {
            services.AddKeyedScoped<IOutbox>(module.Name, (provider, _) => new Outbox(
                (DbContext)provider.GetRequiredService(module.ContextType), module.Name, provider.GetRequiredService<OutboxSignal>()));
        }

        services.AddSingleton<MessagingTrouble>();
        services.AddSingleton<IFailedMessages, FailedMessages>();
        if (configuration.GetConnectionString("RabbitMq") is { Length: > 0 } broker)
            services.AddSingleton<ITransport>(provider => ActivatorUtilities.CreateInstance<RabbitMqTransport>(provider, broker));
        else
            services.AddSingleton<ITransport, InProcessTransport>();
        services.AddSingleton<MessagePump>();
        services.AddSingleton<IMessagePump>(provider => provider.GetRequiredService<MessagePump>());
        services.AddHostedService(provider => provider.GetRequiredService<MessagePump>());
    }
}
