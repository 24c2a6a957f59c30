using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>Wakes this host's dispatcher after a commit, so that it need not wait for its next poll. A hint; polling is the truth.</summary>
internal sealed class OutboxSignal
{
    private readonly ConcurrentDictionary<string, Channel<bool>> _channels = new();

    public void Wake(string module) => Of(module).Writer.TryWrite(true);

    public void WakeDeliveries(string module) => Of($"{module} deliveries").Writer.TryWrite(true);

    public ChannelReader<bool> Listen(string module) => Of(module).Reader;

    public ChannelReader<bool> ListenToDeliveries(string module) => Of($"{module} deliveries").Reader;

    private Channel<bool> Of(string name) =>
        _channels.GetOrAdd(name, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
