using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The caller waited in vain: a mentee who stayed away pays, a mentor who did is not paid.</summary>
internal sealed record ReportNoShowFlow(long Id) : IFlow<BookingResponse>;

internal sealed class ReportNoShowHandler(BookingClosing closing) : IFlowHandler<ReportNoShowFlow, BookingResponse>
{
    public Task<Result<BookingResponse>> Handle(ReportNoShowFlow flow, CancellationToken cancellationToken) =>
        closing.RunAsync(flow.Id, Closing.NoShow, reason: null, cancellationToken);
}
