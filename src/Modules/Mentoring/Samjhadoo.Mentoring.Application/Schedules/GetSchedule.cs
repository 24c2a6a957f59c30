using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Schedules;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Schedules;

internal sealed record GetScheduleQuery : IQuery<ScheduleResponse>;

internal sealed class GetScheduleHandler(IScheduleRepository schedules, ICurrentUser caller) : IQueryHandler<GetScheduleQuery, ScheduleResponse>
{
    public async Task<Result<ScheduleResponse>> Handle(GetScheduleQuery query, CancellationToken cancellationToken) =>
        await schedules.FindAsync(caller.Id, cancellationToken) is { } schedule ? ScheduleResponse.Of(schedule) : MentorErrors.NoProfile;
}
