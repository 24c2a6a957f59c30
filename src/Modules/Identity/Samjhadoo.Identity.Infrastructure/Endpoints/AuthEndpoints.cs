using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Identity.Application.Logins;
using Samjhadoo.Identity.Application.Passwords;
using Samjhadoo.Identity.Application.Registration;
using Samjhadoo.Identity.Application.Sessions;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Identity.Infrastructure.Endpoints;

internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder api)
    {
        // Answers hold secrets or say nothing: no key stores them (decision 4).
        var auth = api.MapGroup("/auth").WithTags("Authentication").IgnoresIdempotencyKey();

        auth.MapPost("/register", (RegisterFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToAccepted())
            .WithName("register").WithSummary("Ask for an account; the address gets a mail")
            .AllowAnonymous()
            .RateLimited("register")
            .Refuses(IdentityErrors.ConsentTextOutdated, IdentityErrors.UsernameTaken, IdentityErrors.Busy);
        auth.MapPost("/verify-email", (VerifyEmailCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command, ct).ToNoContent())
            .WithName("verifyEmail").WithSummary("Confirm an address with the token of the mail")
            .AllowAnonymous()
            .Refuses(IdentityErrors.InvalidLink);
        auth.MapPost("/resend-verification", (ResendVerificationCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command, ct).ToAccepted())
            .WithName("resendVerification").WithSummary("Send the confirmation mail again")
            .AllowAnonymous()
            .RateLimited("mail");

        auth.MapPost("/login", (LoginFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToOk())
            .WithName("login").WithSummary("Log in by user name or e-mail address")
            .AllowAnonymous()
            .Refuses(IdentityErrors.InvalidCredentials, IdentityErrors.TooManyAttempts, IdentityErrors.Busy);
        auth.MapPost("/refresh", (RefreshSessionFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToOk())
            .WithName("refresh").WithSummary("Spend a refresh token for the next pair of tokens")
            .AllowAnonymous()
            .Refuses(IdentityErrors.InvalidRefreshToken);
        auth.MapPost("/confirm", (ConfirmIdentityFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToNoContent())
            .WithName("confirmIdentity").WithSummary("Prove once more who you are, before a sensitive act")
            .RequireAuthorization(Policies.Authenticated)
            .Refuses(IdentityErrors.WrongPassword, IdentityErrors.CodeRequired, IdentityErrors.InvalidCode, IdentityErrors.TooManyAttempts, IdentityErrors.Busy);

        auth.MapPost("/forgot-password", (ForgotPasswordCommand command, ISender sender, CancellationToken ct) => sender.SendAsync(command, ct).ToAccepted())
            .WithName("forgotPassword").WithSummary("Ask for a link to choose a new password")
            .AllowAnonymous()
            .RateLimited("mail");
        auth.MapPost("/reset-password", (ResetPasswordFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToNoContent())
            .WithName("resetPassword").WithSummary("Choose a new password with the token of the mail")
            .AllowAnonymous()
            .Refuses(IdentityErrors.InvalidLink, IdentityErrors.Busy);
        auth.MapPost("/change-password", (ChangePasswordFlow flow, ISender sender, CancellationToken ct) => sender.SendAsync(flow, ct).ToNoContent())
            .WithName("changePassword").WithSummary("Change the password; all other logins end")
            .RequireAuthorization(Policies.Authenticated)
            .Refuses(IdentityErrors.WrongPassword, IdentityErrors.PasswordUnchanged, IdentityErrors.TooManyAttempts, IdentityErrors.Busy, RequestErrors.Conflict);

        auth.MapPost("/logout", (ICurrentUser caller, ISender sender, CancellationToken ct) => sender.SendAsync(new RevokeSessionCommand(caller.SessionId), ct).ToNoContent())
            .WithName("logout").WithSummary("End this login").Refuses(IdentityErrors.SessionNotFound)
            .RequireAuthorization(Policies.Authenticated);
        auth.MapPost("/logout-all", (ISender sender, CancellationToken ct) => sender.SendAsync(new RevokeSessionsCommand(KeepThis: false), ct).ToNoContent())
            .WithName("logoutAll").WithSummary("End all logins, this one too")
            .RequireAuthorization(Policies.Authenticated);
        auth.MapGet("/sessions", ([AsParameters] PageRequest page, ISender sender, CancellationToken ct) => sender.SendAsync(new ListSessionsQuery(page), ct).ToOk())
            .WithName("listSessions").WithSummary("Your logins, one a device")
            .RequireAuthorization(Policies.Authenticated);
        auth.MapDelete("/sessions/{id:long}", (long id, ISender sender, CancellationToken ct) => sender.SendAsync(new RevokeSessionCommand(id), ct).ToNoContent())
            .WithName("revokeSession").WithSummary("End one of your logins")
            .RequireAuthorization(Policies.Authenticated)
            .Refuses(IdentityErrors.SessionNotFound);
        auth.MapDelete("/sessions", (ISender sender, CancellationToken ct) => sender.SendAsync(new RevokeSessionsCommand(KeepThis: true), ct).ToNoContent())
            .WithName("revokeOtherSessions").WithSummary("End all your logins but this one")
            .RequireAuthorization(Policies.Authenticated);
    }
}
