using System.Net;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Mentors;
using Samjhadoo.Mentoring.Domain.Verification;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Verification;

/// <summary>Asks for verification with links to evidence, which admins open themselves: the server never fetches them.</summary>
internal sealed record RequestVerificationCommand(IReadOnlyList<string> EvidenceLinks, string? Note = null) : ICommand<VerificationResponse>;

internal sealed class RequestVerificationValidator : AbstractValidator<RequestVerificationCommand>
{
    public RequestVerificationValidator()
    {
        RuleFor(command => command.EvidenceLinks)
            .NotEmpty()
            .Must(links => links.Count <= VerificationRequest.MaxLinks).WithErrorCode("too_many").WithMessage("has too many items")
            .ForEach(link => link.NotEmpty().MaximumLength(VerificationRequest.LinkLength).Must(IsPublicHttps)
                .WithErrorCode("bad_link").WithMessage("must be an https address with a public host name and no port"));
        RuleFor(command => command.Note).NotEmpty().MaximumLength(VerificationRequest.NoteLength).When(command => command.Note is not null);
    }

    // An admin's browser opens it: never an address inside somebody's network.
    private static bool IsPublicHttps(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url is { Scheme: "https", UserInfo.Length: 0, IsDefaultPort: true, HostNameType: UriHostNameType.Dns }
        && url.Host.Contains('.') && !IPAddress.TryParse(url.Host, out _);
}

internal sealed class RequestVerificationHandler(IMentorRepository mentors, IVerificationRepository requests, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RequestVerificationCommand, VerificationResponse>
{
    public async Task<Result<VerificationResponse>> Handle(RequestVerificationCommand command, CancellationToken cancellationToken)
    {
        if (await mentors.LockAsync(caller.Id, cancellationToken) is not { } profile)
            return MentorErrors.NoProfile;
        if (profile.IsVerified)
            return MentorErrors.AlreadyVerified;
        if (await requests.LockPendingAsync(profile.UserId, cancellationToken) is not null)
            return MentorErrors.VerificationPending;
        var request = new VerificationRequest(profile.UserId, command.EvidenceLinks, command.Note, time.GetUtcNow());
        requests.Add(request);
        return VerificationResponse.Of(request);
    }
}
