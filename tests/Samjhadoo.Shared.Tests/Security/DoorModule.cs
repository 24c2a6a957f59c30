using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Modules;
using Samjhadoo.Shared.Infrastructure.Security;
using Samjhadoo.Shared.Tests.SampleModule;

namespace Samjhadoo.Shared.Tests.Security;

/// <summary>A module of doors: routes that differ in who may pass, and logins that a test ends as it likes.</summary>
internal sealed class DoorModule(Logins logins) : IModule
{
    public string Name => "Sample";

    public string Schema => "sample";

    public void Register(ModuleBuilder module)
    {
        module.UseDatabase<SampleDbContext>(keepUsers: true);
        module.Services.AddSingleton<ISessionDirectory>(logins);
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
        api.MapGet("/doors/me", (ICurrentUser caller) => TypedResults.Ok(new Caller(caller.Id, caller.SessionId, caller.Role))).RequireAuthorization(Policies.Authenticated);
        api.MapGet("/doors/mentor", () => TypedResults.Ok()).RequireAuthorization(Policies.Mentor);
        api.MapGet("/doors/admin", () => TypedResults.Ok()).RequireAuthorization(Policies.Admin);
        api.MapGet("/doors/vault", () => TypedResults.Ok()).RequireAuthorization(Policies.Authenticated).RequiresStepUp();
        api.MapGet("/doors/open", (ICurrentUser caller) => TypedResults.Ok(caller.IsAuthenticated)).AllowAnonymous();
        api.MapGet("/doors/forgotten", () => TypedResults.Ok());
        api.MapGet("/doors/narrow", () => TypedResults.Ok()).AllowAnonymous().RateLimited("narrow", perMinute: 3);
        api.MapGet("/doors/broken", string () => throw new InvalidOperationException("A bug.")).AllowAnonymous();
    }
}

internal sealed record Caller(long Id, long SessionId, string Role);

/// <summary>The durable truth about logins, as Identity would hold it; counts how often it is asked.</summary>
internal sealed class Logins : ISessionDirectory
{
    private readonly ConcurrentDictionary<long, SessionState> _sessions = new();
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public bool IsDown { get; set; }

    public SessionState Open(string role = UserRole.User)
    {
        var id = Random.Shared.NextInt64(1, long.MaxValue);
        return _sessions[id] = new SessionState(id, id / 2, role, DateTimeOffset.MaxValue, DateTimeOffset.UtcNow);
    }

    public void Change(SessionState state) => _sessions[state.SessionId] = state;

    public void End(SessionState state) => _sessions.TryRemove(state.SessionId, out _);

    public Task<SessionState?> FindAsync(long sessionId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return IsDown ? throw new TimeoutException("The database is away.") : Task.FromResult(_sessions.GetValueOrDefault(sessionId));
    }
}
