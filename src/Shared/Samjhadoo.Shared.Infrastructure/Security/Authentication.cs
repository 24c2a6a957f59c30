using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;

namespace Samjhadoo.Shared.Infrastructure.Security;

/// <summary>Who calls, and whether they may: ES256 tokens of our own, a live login behind each, a policy on every route.</summary>
internal static class Authentication
{
    private const int LongestToken = 2048;

    public static void AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<TokenOptions>(configuration.GetSection("Tokens"));
        services.AddSingleton<KeyRing>();
        services.AddSingleton<IAccessTokens, AccessTokens>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<ISessionCache>(provider => provider.GetRequiredService<SessionCache>());
        services.AddScoped<ICurrentUser, CurrentUser>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<KeyRing, TimeProvider, IOptions<TokenOptions>>(Configure);
        services.AddAuthorization(Policies.Configure);
    }

    public static void UseSecurity(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<Gate>();
        app.UseAuthorization();
    }

    /// <summary>The public halves of our keys, for whoever wants to verify our tokens.</summary>
    public static void MapKeys(this IEndpointRouteBuilder routes) => routes
        .MapGet("/.well-known/jwks.json", (KeyRing keys, HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "public, max-age=300";
            return TypedResults.Ok(new { keys = keys.All.OrderBy(key => key.KeyId, StringComparer.Ordinal).Select(PublicPart) });
        })
        .AllowAnonymous()
        .ExcludeFromDescription();

    private static object PublicPart(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new { kty = "EC", crv = "P-256", use = "sig", alg = "ES256", kid = key.KeyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) };
    }

    private static void Configure(JwtBearerOptions bearer, KeyRing keys, TimeProvider time, IOptions<TokenOptions> tokens)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenHandlers.Clear();
        bearer.TokenHandlers.Add(new JsonWebTokenHandler { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken });
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [TokenFormat.Type],
            ValidIssuer = tokens.Value.Issuer,
            ValidAudience = tokens.Value.Audience,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            TryAllIssuerSigningKeys = false,
            NameClaimType = TokenFormat.User,
            RoleClaimType = TokenFormat.Role,
            IssuerSigningKeyResolver = (_, _, kid, _) => keys.Find(kid) is { } key ? [key] : [],
            LifetimeValidator = (_, expires, _, _) => expires is { } end && time.GetUtcNow().UtcDateTime < end + TokenFormat.Skew,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                if (context.SecurityToken is not JsonWebToken token || !IsOurs(token))
                    context.Fail("Not an access token of ours.");
                return Task.CompletedTask;
            },
            OnChallenge = context =>
            {
                context.HandleResponse();
                context.Response.Headers.WWWAuthenticate = context.AuthenticateFailure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
                return Problems.WriteAsync(context.HttpContext, RequestErrors.Unauthenticated);
            },
            OnForbidden = context => Problems.WriteAsync(context.HttpContext, RequestErrors.Forbidden),
        };
    }

    // A header that offers a key or an address for one is an attack even where nothing would read it.
    private static bool IsOurs(JsonWebToken token) =>
        !new[] { "jku", "jwk", "x5u", "x5c", "crit" }.Any(name => token.TryGetHeaderValue<JsonElement>(name, out _))
        && IsId(token, TokenFormat.User)
        && IsId(token, TokenFormat.Session)
        && token.TryGetPayloadValue<string>(TokenFormat.Role, out var role)
        && UserRole.All.Contains(role);

    private static bool IsId(JsonWebToken token, string claim) =>
        token.TryGetPayloadValue<string>(claim, out var value) && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
