using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The wallet holds the price: the mentor is asked.</summary>
internal sealed record MarkHeldCommand(long Id) : ICommand<Done>;

internal sealed class MarkHeldHandler(IBookings bookings, BookingNews news, TimeProvider time) : ICommandHandler<MarkHeldCommand, Done>
{
    public async Task<Result<Done>> Handle(MarkHeldCommand command, CancellationToken cancellationToken)
    {
        var booking = (await bookings.LockAsync(command.Id, cancellationToken))!;
        if (booking.MarkHeld(time.GetUtcNow()))
            await news.TellRequestedAsync(booking, cancellationToken);
        return Done.Value;
    }
}
