using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The mentor says yes; the money stays held.</summary>
internal sealed record AcceptBookingCommand(long Id) : ICommand<BookingResponse>;

internal sealed class AcceptBookingHandler(IBookings bookings, BookingNews news, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<AcceptBookingCommand, BookingResponse>
{
    public async Task<Result<BookingResponse>> Handle(AcceptBookingCommand command, CancellationToken cancellationToken)
    {
        if (await bookings.LockAsync(command.Id, cancellationToken) is not { } booking || booking.SideOf(caller.Id) is not { } side)
            return BookingErrors.NotFound;
        if (booking.Accept(side, time.GetUtcNow()) is { } refusal)
            return refusal;
        await news.TellAcceptedAsync(booking, cancellationToken);
        return BookingResponse.Of(booking);
    }
}
