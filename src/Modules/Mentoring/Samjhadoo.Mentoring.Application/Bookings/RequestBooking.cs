using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>
/// Takes the slot, has the wallet hold the price, and asks the mentor. Each step is committed with what comes next, so that a
/// crash in between is finished by the sweep or by a repetition of the request.
/// </summary>
internal sealed record RequestBookingFlow(long QuoteId, DateTimeOffset StartAt, Urgency Urgency = Urgency.Casual, string? Topic = null) : IFlow<BookingResponse>;

internal sealed class RequestBookingValidator : AbstractValidator<RequestBookingFlow>
{
    public RequestBookingValidator()
    {
        RuleFor(flow => flow.QuoteId).GreaterThan(0);
        RuleFor(flow => flow.StartAt).Must(IsOnFiveMinutes).WithErrorCode("five_minutes").WithMessage("must be a whole multiple of five minutes");
        RuleFor(flow => flow.Topic).NotEmpty().MaximumLength(Booking.TopicLength).When(flow => flow.Topic is not null);
    }

    internal static bool IsOnFiveMinutes(DateTimeOffset instant) => instant.UtcTicks % TimeSpan.FromMinutes(5).Ticks == 0;
}

internal sealed class RequestBookingHandler(ISender sender, IBookings bookings, WalletAsks asks, IRequestKey key)
    : IFlowHandler<RequestBookingFlow, BookingResponse>
{
    public async Task<Result<BookingResponse>> Handle(RequestBookingFlow flow, CancellationToken cancellationToken)
    {
        var opened = await sender.SendAsync(new OpenBookingCommand(flow.QuoteId, flow.StartAt, flow.Urgency, flow.Topic, key.Reference), cancellationToken);
        if (opened.IsFailure)
            return opened.Error;
        if (await asks.RunAsync(opened.Value.Id, cancellationToken) is { } refusal)
            return refusal;
        return BookingResponse.Of((await bookings.FindAsync(opened.Value.Id, cancellationToken))!);
    }
}
