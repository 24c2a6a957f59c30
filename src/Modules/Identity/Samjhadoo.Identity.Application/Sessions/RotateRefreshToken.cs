using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>The step of a refresh that is saved even when it refuses: a reused token ends its session.</summary>
internal sealed record RotateRefreshTokenCommand(byte[] Token) : ICommand<Rotation>;

/// <summary>The next pair, or nothing when the token had been spent before.</summary>
internal sealed record Rotation(TokensResponse? Tokens);

internal sealed class RotateRefreshTokenHandler(
    IUserRepository users,
    ISessionRepository sessions,
    ISessionCache cache,
    IAccessTokens tokens,
    ISecurityLog log,
    IAfterCommit afterCommit,
    IRequestInfo request,
    TimeProvider time) : ICommandHandler<RotateRefreshTokenCommand, Rotation>
{
    public async Task<Result<Rotation>> Handle(RotateRefreshTokenCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await sessions.LockByTokenAsync(RefreshToken.HashOf(command.Token), cancellationToken) is not var (session, token)
            || !session.IsLive(now)
            || await users.FindAsync(session.UserId, cancellationToken) is not { MayLogIn: true } user)
            return IdentityErrors.InvalidRefreshToken;

        var isFirst = token.SpentAt is null;
        if (session.Spend(token, command.Token, request.IpAddress, request.UserAgent, now) is not { } child)
        {
            log.Add(SecurityEventKind.RefreshReused, user.Id, sessionId: session.Id);
            afterCommit.Add(() => cache.ForgetAsync([session.Id], CancellationToken.None));
            return new Rotation(null);
        }

        if (isFirst)
            sessions.Add(new RefreshToken(session.Id, child, now));
        return new Rotation(TokensResponse.Of(tokens.Issue(user.Id, session.Id, user.Role), session, child));
    }
}
