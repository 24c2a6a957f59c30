using FluentValidation;
using Samjhadoo.Identity.Application.Passwords;
using Samjhadoo.Identity.Application.Users;
using Samjhadoo.Identity.Contracts.Events;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Registration;

/// <summary>
/// Makes a verified account without a mail: the first admin, by the host's verb <c>create-admin</c>, and the people of the
/// sample data. No route leads here.
/// </summary>
internal sealed record MakeAccountCommand(string Username, string Email, string Password, string Name, string Role, AccountProfile? Profile = null) : ICommand<Done>;

/// <summary>What the sample people say of themselves.</summary>
internal sealed record AccountProfile(string Language, string Community, string City, short CityTier);

internal sealed class MakeAccountValidator : AbstractValidator<MakeAccountCommand>
{
    public MakeAccountValidator()
    {
        RuleFor(command => command.Username).Username();
        RuleFor(command => command.Email).Email();
        RuleFor(command => command.Password).NewPassword();
        RuleFor(command => command.Name).NotEmpty().MaximumLength(User.NameLength);
    }
}

internal sealed class MakeAccountHandler(IUserRepository users, IPasswordHasher hasher, IOutbox outbox, ISecurityLog log, TimeProvider time)
    : ICommandHandler<MakeAccountCommand, Done>
{
    public async Task<Result<Done>> Handle(MakeAccountCommand command, CancellationToken cancellationToken)
    {
        using var turn = await hasher.WaitForTurnAsync(null, cancellationToken);
        if (turn is null)
            return IdentityErrors.Busy;

        var now = time.GetUtcNow();
        var language = command.Profile?.Language ?? Language.Default;
        var registration = await users.RegisterAsync(
            User.Register(command.Username, command.Email, await turn.HashAsync(command.Password), command.Name, command.Role, language, now), cancellationToken);
        if (registration.Outcome != RegistrationOutcome.Registered)
            return IdentityErrors.UsernameTaken;

        var user = (await users.LockAsync(registration.UserId, cancellationToken))!;
        user.VerifyEmail(now);
        if (command.Profile is { } profile)
            user.EditProfile(user.Name, user.AvatarUrl, user.TimeZone, language, profile.Community, profile.City, profile.CityTier, now);
        outbox.AddUserChanged(user);
        outbox.Add(user, new UserRegistered(user.Id, user.Role, now));
        log.Add(SecurityEventKind.Registered, user.Id);
        return Done.Value;
    }
}
