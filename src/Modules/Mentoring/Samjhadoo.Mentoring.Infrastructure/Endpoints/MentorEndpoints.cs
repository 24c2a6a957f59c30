using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Mentoring.Application.Dashboard;
using Samjhadoo.Mentoring.Application.Mentors;
using Samjhadoo.Mentoring.Application.Schedules;
using Samjhadoo.Mentoring.Application.Search;
using Samjhadoo.Mentoring.Application.Skills;
using Samjhadoo.Mentoring.Application.Verification;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Mentoring.Infrastructure.Endpoints;

internal static class MentorEndpoints
{
    public static void MapMentors(this IEndpointRouteBuilder api)
    {
        var mentors = api.MapGroup("/mentors").WithTags("Mentors").RequireAuthorization(Policies.Authenticated);
        mentors.MapGet("", ([AsParameters] MentorFilter filter, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new SearchMentorsQuery(filter, page), ct).ToOk())
            .WithName("searchMentors").WithSummary("Mentors by words, skills, languages, price, rating and free time, with the reasons for their rank");
        mentors.MapGet("/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetMentorQuery(id), ct).ToOk())
            .WithName("getMentor").WithSummary("A mentor's page")
            .Refuses(MentorErrors.NotFound);
        mentors.MapGet("/{id:long}/slots", (long id, DateOnly from, DateOnly to, int? minutes, string? timeZone, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new GetSlotsQuery(id, from, to, minutes, timeZone), ct).ToOk())
            .WithName("getMentorSlots").WithSummary("When a mentor can be booked, by the dates of a time zone; at most 31 days")
            .Refuses(MentorErrors.NotFound);
        mentors.MapPost("/me", (BecomeMentorFlow flow, ISender sender, CancellationToken ct) =>
                sender.SendAsync(flow, ct).ToCreated(_ => "/api/v1/mentors/me"))
            .WithName("becomeMentor").WithSummary("Become a mentor; refresh your token afterwards to get the role")
            .Refuses(MentorErrors.AlreadyMentor, MentorErrors.RateOutsideLimits, MentorErrors.UnknownSkill);

        var own = api.MapGroup("/mentors/me").WithTags("Mentors").RequireAuthorization(Policies.Mentor);
        own.MapGet("", (ICurrentUser caller, ISender sender, CancellationToken ct) => sender.SendAsync(new GetOwnMentorQuery(caller.Id), ct).ToOk())
            .WithName("getOwnMentor").WithSummary("Your profile as a mentor")
            .Refuses(MentorErrors.NoProfile);
        own.MapPatch("", (EditMentorCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("editMentor").WithSummary("Edit your profile as a mentor; what is absent stays, null clears")
            .RequiresIfMatch()
            .Refuses(MentorErrors.NoProfile, MentorErrors.RateOutsideLimits, MentorErrors.UnknownSkill, RequestErrors.PreconditionFailed, RequestErrors.Conflict);
        own.MapPost("/pause", (ISender sender, CancellationToken ct) => sender.SendAsync(new PauseMentorCommand(), ct).ToOk())
            .WithName("pauseMentor").WithSummary("Take no new bookings and don't be found")
            .Refuses(MentorErrors.NoProfile);
        own.MapPost("/resume", (ISender sender, CancellationToken ct) => sender.SendAsync(new ResumeMentorCommand(), ct).ToOk())
            .WithName("resumeMentor").WithSummary("Be found and booked again")
            .Refuses(MentorErrors.NoProfile);
        own.MapGet("/availability", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetScheduleQuery(), ct).ToOk())
            .WithName("getAvailability").WithSummary("Your hours")
            .Refuses(MentorErrors.NoProfile);
        own.MapPut("/availability", (ReplaceScheduleCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("replaceAvailability").WithSummary("Replace your hours: weekly ones, single dates, buffers, notice, how far ahead, how many a day")
            .Refuses(MentorErrors.NoProfile, RequestErrors.PreconditionFailed, RequestErrors.Conflict);
        own.MapGet("/dashboard", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetDashboardQuery(), ct).ToOk())
            .WithName("getDashboard").WithSummary("Your next sessions, earnings by week, how you answer, and who comes back")
            .Refuses(MentorErrors.NoProfile);
        own.MapGet("/verification", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetVerificationQuery(), ct).ToOk())
            .WithName("getVerification").WithSummary("Your newest wish to be verified")
            .Refuses(MentorErrors.VerificationNotFound);
        own.MapPost("/verification", (RequestVerificationCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command, ct).ToCreated(_ => "/api/v1/mentors/me/verification"))
            .WithName("requestVerification").WithSummary("Ask to be verified, with links to evidence")
            .Refuses(MentorErrors.NoProfile, MentorErrors.AlreadyVerified, MentorErrors.VerificationPending);
        own.MapPost("/verification/withdraw", (ISender sender, CancellationToken ct) => sender.SendAsync(new WithdrawVerificationCommand(), ct).ToOk())
            .WithName("withdrawVerification").WithSummary("Take your wish to be verified back")
            .Refuses(MentorErrors.VerificationNotFound, MentorErrors.VerificationDecided);

        api.MapGroup("/skills").WithTags("Mentors").RequireAuthorization(Policies.Authenticated)
            .MapGet("", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) => sender.SendAsync(new ListSkillsQuery(page), ct).ToOk())
            .WithName("listSkills").WithSummary("The skills mentors choose from, by category");
    }
}
