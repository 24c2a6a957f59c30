using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The wallet won't hold the price: the slot is free again, and nobody hears of it.</summary>
internal sealed record DropBookingCommand(long Id) : ICommand<Done>;

internal sealed class DropBookingHandler(IBookings bookings, BookingEnds ends, TimeProvider time) : ICommandHandler<DropBookingCommand, Done>
{
    public async Task<Result<Done>> Handle(DropBookingCommand command, CancellationToken cancellationToken)
    {
        var booking = (await bookings.LockAsync(command.Id, cancellationToken))!;
        if (booking.Drop(time.GetUtcNow()))
            await ends.FollowAsync(booking, cancellationToken);
        return Done.Value;
    }
}
