using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>One side ends the booking; the reference makes it repeatable.</summary>
internal sealed record CloseBookingCommand(long Id, Closing Closing, string? Reason, string Reference) : ICommand<Done>;

/// <summary>How a booking is ended by one of the two.</summary>
internal enum Closing
{
    Decline,
    Cancel,
    Complete,
    NoShow,
}

internal sealed class CloseBookingHandler(IBookings bookings, BookingEnds ends, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<CloseBookingCommand, Done>
{
    public async Task<Result<Done>> Handle(CloseBookingCommand command, CancellationToken cancellationToken)
    {
        if (await bookings.LockAsync(command.Id, cancellationToken) is not { } booking || booking.SideOf(caller.Id) is not { } side)
            return BookingErrors.NotFound;
        if (booking.ClosingReference == command.Reference)
            return Done.Value;

        var now = time.GetUtcNow();
        var refusal = command.Closing switch
        {
            Closing.Decline => booking.Decline(side, command.Reason, command.Reference, now),
            Closing.Cancel => booking.Cancel(side, command.Reason, command.Reference, now),
            Closing.Complete => booking.Complete(side, command.Reference, now).Error,
            _ => booking.ReportNoShow(side, command.Reference, now),
        };
        if (refusal is not null)
            return refusal;
        if (!booking.IsOpen)
            await ends.FollowAsync(booking, cancellationToken);
        return Done.Value;
    }
}
