using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The mentor says no; all money goes back.</summary>
internal sealed record DeclineBookingFlow(string? Reason = null) : IFlow<BookingResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class DeclineBookingValidator : AbstractValidator<DeclineBookingFlow>
{
    public DeclineBookingValidator() =>
        RuleFor(flow => flow.Reason).NotEmpty().MaximumLength(Booking.ReasonLength).When(flow => flow.Reason is not null);
}

internal sealed class DeclineBookingHandler(BookingClosing closing) : IFlowHandler<DeclineBookingFlow, BookingResponse>
{
    public Task<Result<BookingResponse>> Handle(DeclineBookingFlow flow, CancellationToken cancellationToken) =>
        closing.RunAsync(flow.Id, Closing.Decline, flow.Reason, cancellationToken);
}
