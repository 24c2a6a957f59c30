using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Mentoring.Application.Mentors;
using Samjhadoo.Mentoring.Application.RateLimits;
using Samjhadoo.Mentoring.Application.Skills;
using Samjhadoo.Mentoring.Application.Verification;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Mentoring.Infrastructure.Endpoints;

internal static class MentorAdminEndpoints
{
    public static void MapMentorAdministration(this IEndpointRouteBuilder api)
    {
        var admin = api.MapGroup("/admin").WithTags("Administration").RequireAuthorization(Policies.Admin);

        admin.MapGet("/mentors/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new GetOwnMentorQuery(id), ct).ToOk())
            .WithName("getMentorAsAdmin").WithSummary("A mentor's profile as its owner sees it")
            .Refuses(MentorErrors.NoProfile);
        admin.MapPost("/mentors/{id:long}/revoke-verification", (long id, RevokeVerificationCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { MentorId = id }, ct).ToOk())
            .WithName("revokeVerification").WithSummary("Take a mentor's verification back")
            .Refuses(MentorErrors.NotFound, MentorErrors.NotVerified);
        admin.MapGet("/verification-requests", (string? status, [AsParameters] PageRequest page, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new ListVerificationRequestsQuery(status, page), ct).ToOk())
            .WithName("listVerificationRequests").WithSummary("Who wants to be verified, longest waiting first");
        admin.MapPost("/verification-requests/{id:long}/approve", (long id, ApproveVerificationCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id }, ct).ToOk())
            .WithName("approveVerification").WithSummary("Verify a mentor")
            .Refuses(MentorErrors.VerificationNotFound, MentorErrors.VerificationDecided);
        admin.MapPost("/verification-requests/{id:long}/reject", (long id, RejectVerificationCommand command, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id }, ct).ToOk())
            .WithName("rejectVerification").WithSummary("Don't verify a mentor; he reads the reason")
            .Refuses(MentorErrors.VerificationNotFound, MentorErrors.VerificationDecided);

        admin.MapPost("/skills", (AddSkillCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command, ct).ToCreated(skill => $"/api/v1/admin/skills/{skill.Id}"))
            .WithName("addSkill").WithSummary("Add a skill to choose from")
            .Refuses(MentorErrors.SlugTaken);
        admin.MapPatch("/skills/{id:long}", (long id, EditSkillCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { Id = id, ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("editSkill").WithSummary("Rename a skill, give it other words, or retire it")
            .RequiresIfMatch()
            .Refuses(MentorErrors.SkillNotFound, RequestErrors.PreconditionFailed, RequestErrors.Conflict);
        admin.MapDelete("/skills/{id:long}", (long id, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(new RemoveSkillCommand(id, ifMatch.Version), ct).ToNoContent())
            .WithName("removeSkill").WithSummary("Remove a skill that no mentor has")
            .RequiresIfMatch()
            .Refuses(MentorErrors.SkillNotFound, MentorErrors.SkillInUse, RequestErrors.PreconditionFailed, RequestErrors.Conflict);

        admin.MapGet("/mentor-rate-limits", (ISender sender, CancellationToken ct) => sender.SendAsync(new GetRateLimitsQuery(), ct).ToOk())
            .WithName("getRateLimits").WithSummary("Between what an hour of a mentor may cost");
        admin.MapPut("/mentor-rate-limits", (SetRateLimitsCommand command, IfMatch ifMatch, ISender sender, CancellationToken ct) =>
                sender.SendAsync(command with { ExpectedVersion = ifMatch.Version }, ct).ToOk())
            .WithName("setRateLimits").WithSummary("Set between what an hour of a mentor may cost; rates mentors have stay")
            .RequiresIfMatch()
            .Refuses(RequestErrors.PreconditionFailed, RequestErrors.Conflict);
    }
}
