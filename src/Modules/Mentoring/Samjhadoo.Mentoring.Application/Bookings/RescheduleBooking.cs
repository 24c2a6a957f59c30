using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The mentee moves the booking: the new slot is taken and the old one freed in one step, at the price agreed.</summary>
internal sealed record RescheduleBookingCommand(DateTimeOffset StartAt) : ICommand<BookingResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class RescheduleBookingValidator : AbstractValidator<RescheduleBookingCommand>
{
    public RescheduleBookingValidator() => RuleFor(command => command.StartAt)
        .Must(RequestBookingValidator.IsOnFiveMinutes).WithErrorCode("five_minutes").WithMessage("must be a whole multiple of five minutes");
}

internal sealed class RescheduleBookingHandler(
    IBookings bookings, BookableTimes times, IMentorRepository mentors, BookingNews news, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RescheduleBookingCommand, BookingResponse>
{
    public async Task<Result<BookingResponse>> Handle(RescheduleBookingCommand command, CancellationToken cancellationToken)
    {
        if (await bookings.FindAsync(command.Id, cancellationToken) is not { } seen || seen.SideOf(caller.Id) is not { } side)
            return BookingErrors.NotFound;

        // The mentor first and the booking second, as whoever opens one does.
        if (await mentors.LockAsync(seen.MentorId, cancellationToken) is not { PausedAt: null })
            return BookingErrors.MentorUnavailable;
        var booking = (await bookings.LockAsync(command.Id, cancellationToken))!;
        var now = time.GetUtcNow();
        if (await times.FindAsync(booking.MentorId, command.StartAt, booking.Length, booking.Id, now, cancellationToken) is not { } booked)
            return BookingErrors.SlotUnavailable;
        if (booking.Reschedule(side, booked, now) is { } refusal)
            return refusal;
        await news.TellRescheduledAsync(booking, cancellationToken);
        return BookingResponse.Of(booking);
    }
}
