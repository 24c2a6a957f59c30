using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The caller says that the session took place; once that is enough, the mentor is paid.</summary>
internal sealed record CompleteBookingFlow(long Id) : IFlow<BookingResponse>;

internal sealed class CompleteBookingHandler(BookingClosing closing) : IFlowHandler<CompleteBookingFlow, BookingResponse>
{
    public Task<Result<BookingResponse>> Handle(CompleteBookingFlow flow, CancellationToken cancellationToken) =>
        closing.RunAsync(flow.Id, Closing.Complete, reason: null, cancellationToken);
}
