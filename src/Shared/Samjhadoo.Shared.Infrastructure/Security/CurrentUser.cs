using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>The caller as the token and the login's state say.</summary>
internal sealed class CurrentUser(IHttpContextAccessor http) : ICurrentUser
{
    public bool IsAuthenticated => Principal?.Identity?.IsAuthenticated == true;

    public long Id => Number(TokenFormat.User);

    public long SessionId => Number(TokenFormat.Session);

    public string Role => Claim(TokenFormat.Role);

    private ClaimsPrincipal? Principal => http.HttpContext?.User;

    private long Number(string type) => long.Parse(Claim(type), NumberStyles.None, CultureInfo.InvariantCulture);

    private string Claim(string type) =>
        Principal?.FindFirstValue(type) ?? throw new InvalidOperationException("Nobody is logged in here.");
}
