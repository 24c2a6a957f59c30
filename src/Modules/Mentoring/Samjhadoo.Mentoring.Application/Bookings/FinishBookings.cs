using Microsoft.Extensions.Logging;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The sweep: ends what time has ended, and asks the wallet once more what a crash or a lost answer left open.</summary>
internal sealed partial class FinishBookings(IBookings bookings, WalletAsks asks, ISender sender, TimeProvider time, ILogger<FinishBookings> logger) : IJob
{
    private const int Batch = 200;

    public string Name => "mentoring.finish_bookings";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await bookings.DueAsync(time.GetUtcNow(), Batch, cancellationToken))
        {
            try
            {
                await sender.SendAsync(new EndOverdueBookingCommand(id), cancellationToken);
                await asks.RunAsync(id, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Failed(exception, id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Booking {Id} could not be finished; it is tried again")]
    private partial void Failed(Exception exception, long id);
}
