using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using Samjhadoo.Shared.Infrastructure.Messaging;

namespace Samjhadoo.Testing;

/// <summary>The private RabbitMQ: each test host has exchange and queues of its own, which go with it.</summary>
public static class TestBroker
{
    /// <summary>Removes what hosts with these services have declared; they must have ended.</summary>
    public static async Task ForgetAsync(string address, IServiceProvider services)
    {
        var prefix = services.GetRequiredService<MessagingOptions>().Prefix;
        await using var connection = await new ConnectionFactory { Uri = new Uri(address) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in services.GetRequiredService<EventRegistry>().Consumers.SelectMany(consumer => (string[])[prefix + consumer.Name, $"{prefix}{consumer.Name}_error"]))
        {
            await channel.QueueDeleteAsync(queue);
            await channel.ExchangeDeleteAsync(queue);
        }

        await channel.ExchangeDeleteAsync($"{prefix}samjhadoo.events");
    }
}
