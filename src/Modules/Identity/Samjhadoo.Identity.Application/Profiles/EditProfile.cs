using System.Net;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using FluentValidation;
using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Profiles;

/// <summary>Edits the caller's profile; what is absent stays, null clears.</summary>
internal sealed record EditProfileCommand(
    Optional<string?> Name,
    Optional<string?> AvatarUrl,
    Optional<string> TimeZone,
    Optional<string> Language,
    Optional<CommunityTag> Community,
    Optional<string?> City) : ICommand<ProfileResponse>
{
    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

/// <summary>The words of <see cref="Community"/> for a body.</summary>
internal enum CommunityTag
{
    Student,
    Professional,
    Farmer,
    Woman,
    SeniorCitizen,
    Other,
    None,
}

internal sealed partial class EditProfileValidator : AbstractValidator<EditProfileCommand>
{
    private const int CityLength = 100;
    private const int AvatarUrlLength = 500;

    public EditProfileValidator()
    {
        RuleFor(command => command.Name.Or(null)).Must(IsName).WithErrorCode("bad_format").WithMessage("is not of the right form")
            .MaximumLength(User.NameLength).OverridePropertyName(nameof(EditProfileCommand.Name));
        RuleFor(command => command.City.Or(null)).Must(IsName).WithErrorCode("bad_format").WithMessage("is not of the right form")
            .MaximumLength(CityLength).OverridePropertyName(nameof(EditProfileCommand.City));
        RuleFor(command => command.AvatarUrl.Or(null)).MaximumLength(AvatarUrlLength)
            .Must(IsPublicHttps).WithErrorCode("bad_url").WithMessage("must be an https address with a public host name and no port")
            .OverridePropertyName(nameof(EditProfileCommand.AvatarUrl));
        RuleFor(command => command.TimeZone.Or(User.DefaultTimeZone))
            .Must(IsZone).WithErrorCode("bad_time_zone").WithMessage("is not an IANA time zone")
            .OverridePropertyName(nameof(EditProfileCommand.TimeZone));
        RuleFor(command => command.Language.Or(Domain.Users.Language.Default)).OneOf(Domain.Users.Language.All)
            .OverridePropertyName(nameof(EditProfileCommand.Language));
    }

    private static bool IsName(string? name) => name is null || (name.Trim().Length > 0 && !name.Any(char.IsControl));

    // Others' clients load it: never an address inside somebody's network.
    private static bool IsPublicHttps(string? address) =>
        address is null || (Uri.TryCreate(address, UriKind.Absolute, out var url)
            && url is { Scheme: "https", UserInfo.Length: 0, IsDefaultPort: true, HostNameType: UriHostNameType.Dns }
            && url.Host.Contains('.') && !IPAddress.TryParse(url.Host, out _));

    private static bool IsZone(string zone) =>
        zone.Length <= 50 && Zone().IsMatch(zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId;

    [GeneratedRegex("^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(/[A-Za-z0-9_+-]+){1,2})$")]
    private static partial Regex Zone();
}

internal sealed class EditProfileHandler(IUserRepository users, IOutbox outbox, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<EditProfileCommand, ProfileResponse>
{
    public async Task<Result<ProfileResponse>> Handle(EditProfileCommand command, CancellationToken cancellationToken)
    {
        if (await users.LockAsync(caller.Id, cancellationToken) is not { } user)
            return IdentityErrors.UserNotFound;
        if (user.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;

        var city = command.City.Or(user.City)?.Trim();
        user.EditProfile(
            command.Name.Or(user.Name)?.Trim(),
            command.AvatarUrl.Or(user.AvatarUrl),
            command.TimeZone.Or(user.TimeZone),
            command.Language.Or(user.Language),
            command.Community.IsSet ? Words.Of(command.Community.Value) : user.Community,
            city,
            CityTier.Of(city),
            time.GetUtcNow());
        outbox.AddUserChanged(user);
        return ProfileResponse.Of(user);
    }
}
