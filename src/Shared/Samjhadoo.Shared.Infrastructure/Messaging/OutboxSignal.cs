using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>Wakes this host's dispatcher after a commit, so that it need not wait for its next poll. A hint; polling is the truth.</summary>
internal sealed class OutboxSignal
{
    private readonly ConcurrentDictionary<string, Channel<bool>> _channels = new();

    public void Wake(string module) => Of(module).Writer.TryWrite(true);

    public ChannelReader<bool> Listen(string module) => Of(module).Reader;

    private Channel<bool> Of(string module) =>
        _channels.GetOrAdd(module, _ => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }));
}
