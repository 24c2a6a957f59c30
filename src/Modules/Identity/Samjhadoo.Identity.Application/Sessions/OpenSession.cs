using System.Buffers.Text;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Sessions;

/// <summary>Opens a login for somebody whose proofs have all been checked.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Stamp">The stamp of the password that was proven; a change meanwhile refuses the login.</param>
internal sealed record OpenSessionCommand(long UserId, byte[] Stamp) : ICommand<TokensResponse>;

/// <summary>A login's tokens.</summary>
/// <param name="AccessToken">Sent as <c>Authorization: Bearer …</c>.</param>
/// <param name="TokenType">Always Bearer.</param>
/// <param name="ExpiresAt">When the access token ends.</param>
/// <param name="RefreshToken">Buys the next pair, once.</param>
/// <param name="RefreshExpiresAt">When the login ends, however busy.</param>
/// <param name="SessionId">The login, as the list of sessions names it.</param>
internal sealed record TokensResponse(
    string AccessToken, string TokenType, DateTimeOffset ExpiresAt, string RefreshToken, DateTimeOffset RefreshExpiresAt, long SessionId)
{
    public static TokensResponse Of(AccessToken access, Session session, byte[] refreshToken) =>
        new(access.Value, "Bearer", access.ExpiresAt, Base64Url.EncodeToString(refreshToken), session.ExpiresAt, session.Id);
}

internal sealed class OpenSessionHandler(
    IUserRepository users, ISessionRepository sessions, IAccessTokens tokens, ISecurityLog log, IRequestInfo request, TimeProvider time)
    : ICommandHandler<OpenSessionCommand, TokensResponse>
{
    public async Task<Result<TokensResponse>> Handle(OpenSessionCommand command, CancellationToken cancellationToken)
    {
        // The lock waits for a password change or a suspension that is under way.
        if (await users.LockAsync(command.UserId, cancellationToken) is not { MayLogIn: true } user || !user.Stamp.AsSpan().SequenceEqual(command.Stamp))
            return IdentityErrors.InvalidCredentials;

        var now = time.GetUtcNow();
        var session = new Session(user.Id, request.IpAddress, request.UserAgent, now);
        var refreshToken = Session.NewToken();
        sessions.Add(session, refreshToken);
        log.Add(SecurityEventKind.LoginSucceeded, user.Id, sessionId: session.Id);
        return TokensResponse.Of(tokens.Issue(user.Id, session.Id, user.Role), session, refreshToken);
    }
}
