using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>Time ends a booking: a request nobody answered, a session nobody said anything about.</summary>
internal sealed record EndOverdueBookingCommand(long Id) : ICommand<Done>;

internal sealed class EndOverdueBookingHandler(IBookings bookings, BookingEnds ends, TimeProvider time) : ICommandHandler<EndOverdueBookingCommand, Done>
{
    public async Task<Result<Done>> Handle(EndOverdueBookingCommand command, CancellationToken cancellationToken)
    {
        var booking = (await bookings.LockAsync(command.Id, cancellationToken))!;
        var now = time.GetUtcNow();
        if (booking.Expire(now) || booking.CompleteBySilence(now))
            await ends.FollowAsync(booking, cancellationToken);
        return Done.Value;
    }
}
