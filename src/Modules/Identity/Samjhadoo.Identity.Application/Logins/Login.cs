using FluentValidation;
using Samjhadoo.Identity.Application.Links;
using Samjhadoo.Identity.Application.Passwords;
using Samjhadoo.Identity.Application.Sessions;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Logins;
using Samjhadoo.Identity.Domain.Passwords;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Logins;

/// <summary>Logs in by user name or address. Refused in one way, at one price, whatever the reason.</summary>
internal sealed record LoginFlow(string Login, string Password) : IFlow<LoginResponse>;

/// <summary>One of the two is there.</summary>
/// <param name="Tokens">The login's tokens; null while a code is still to come.</param>
/// <param name="SecondFactor">What to answer with a code from the authenticator app; null when none is needed.</param>
internal sealed record LoginResponse(TokensResponse? Tokens, SecondFactorResponse? SecondFactor);

/// <summary>The password was right; the login also needs a code.</summary>
/// <param name="Challenge">To be sent back with the code, within five minutes.</param>
internal sealed record SecondFactorResponse(string Challenge);

internal sealed class LoginValidator : AbstractValidator<LoginFlow>
{
    public LoginValidator()
    {
        RuleFor(flow => flow.Login).NotEmpty().MaximumLength(User.EmailLength);
        RuleFor(flow => flow.Password).GivenPassword();
    }
}

internal sealed class LoginHandler(
    IUserRepository users, ILoginThrottle throttle, IPasswordHasher hasher, OneTimeLinks links, IRequestInfo request, ISender sender)
    : IFlowHandler<LoginFlow, LoginResponse>
{
    public async Task<Result<LoginResponse>> Handle(LoginFlow flow, CancellationToken cancellationToken)
    {
        var proof = await ProveAsync(User.Normalise(flow.Login), flow.Password, cancellationToken);
        if (proof.IsFailure)
            return proof.Error;

        var user = proof.Value;
        if (user.MfaEnabled)
            return new LoginResponse(null, new SecondFactorResponse(links.Make(LinkPurpose.SecondFactor, user)));
        var opened = await sender.SendAsync(new OpenSessionCommand(user.Id, user.Stamp), cancellationToken);
        return opened.Map(tokens => new LoginResponse(tokens, null));
    }

    private async Task<Result<User>> ProveAsync(string login, string password, CancellationToken cancellationToken)
    {
        using var turn = await hasher.WaitForTurnAsync(login, cancellationToken);
        if (turn is null)
            return IdentityErrors.Busy;

        var (user, placeIsKnown) = await users.FindByLoginAsync(login, request.IpAddress, cancellationToken);
        ThrottleKey[] keys =
        [
            placeIsKnown ? ThrottleKey.KnownPlace(user!.Id, request.IpAddress) : ThrottleKey.Login(login),
            ThrottleKey.Address(request.IpAddress),
        ];
        if (await throttle.ClaimAsync(keys, cancellationToken) is { } pause)
            return IdentityErrors.TooManyAttempts with { RetryAfter = pause };

        var check = await turn.CheckAsync(password, user?.PasswordHash);
        if (check == PasswordCheck.Wrong || user is not { MayLogIn: true })
        {
            await sender.SendAsync(new RecordFailedLoginCommand(user?.Id ?? 0), cancellationToken);
            return IdentityErrors.InvalidCredentials;
        }

        await throttle.ForgiveAsync(keys, cancellationToken);
        if (check == PasswordCheck.RightButCheap)
            await RehashAsync(user, await turn.HashAsync(password), cancellationToken);
        return user;
    }

    private async Task RehashAsync(User user, string hash, CancellationToken cancellationToken)
    {
        await sender.SendAsync(new RehashPasswordCommand(user.Id, user.PasswordHash, hash), cancellationToken);
        user.Rehash(hash);
    }
}
