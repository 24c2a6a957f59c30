using Samjhadoo.Mentoring.Contracts.Events;
using Samjhadoo.Mentoring.Domain.Reviews;
using Samjhadoo.Shared.Application.Messaging;

namespace Samjhadoo.Mentoring.Infrastructure.Messaging;

/// <summary>Counts a mentor anew after a session or a review. It counts rows instead of adding one, so order and repetition don't matter.</summary>
internal sealed class RecountMentor(IMentorCounts counts) : IConsumer<BookingCompleted>, IConsumer<ReviewChanged>
{
    public Task ConsumeAsync(BookingCompleted integrationEvent, EventContext context, CancellationToken cancellationToken) =>
        counts.RecountAsync(integrationEvent.MentorId, cancellationToken);

    public Task ConsumeAsync(ReviewChanged integrationEvent, EventContext context, CancellationToken cancellationToken) =>
        counts.RecountAsync(integrationEvent.MentorId, cancellationToken);
}
