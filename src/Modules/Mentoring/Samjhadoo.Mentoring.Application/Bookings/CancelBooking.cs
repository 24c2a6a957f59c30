using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>One of the two calls it off; what that costs is what the preview said.</summary>
internal sealed record CancelBookingFlow(string? Reason = null) : IFlow<BookingResponse>
{
    [JsonIgnore]
    public long Id { get; init; }
}

internal sealed class CancelBookingValidator : AbstractValidator<CancelBookingFlow>
{
    public CancelBookingValidator() =>
        RuleFor(flow => flow.Reason).NotEmpty().MaximumLength(Booking.ReasonLength).When(flow => flow.Reason is not null);
}

internal sealed class CancelBookingHandler(BookingClosing closing) : IFlowHandler<CancelBookingFlow, BookingResponse>
{
    public Task<Result<BookingResponse>> Handle(CancelBookingFlow flow, CancellationToken cancellationToken) =>
        closing.RunAsync(flow.Id, Closing.Cancel, flow.Reason, cancellationToken);
}
