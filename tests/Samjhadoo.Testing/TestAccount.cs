using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Samjhadoo.Shared.Application.Users;

namespace Samjhadoo.Testing;

/// <summary>A verified user with a live login, made by SQL because the tests of other modules are not about registration.</summary>
/// <param name="Id">The user.</param>
/// <param name="Username">The user's public name; the e-mail address is <c>{Username}@example.in</c>.</param>
/// <param name="Role">USER, MENTOR or ADMIN.</param>
/// <param name="SessionId">The login.</param>
/// <param name="Token">An access token of the login.</param>
public sealed record TestAccount(long Id, string Username, string Role, long SessionId, string Token)
{
    private static int _number;

    /// <summary>Makes an account. No event tells of it, as for a user who registered a moment ago.</summary>
    public static async Task<TestAccount> CreateAsync(TestDatabase database, IServiceProvider services, string role)
    {
        var time = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var username = $"{role.ToLowerInvariant()}{Environment.ProcessId}x{Interlocked.Increment(ref _number)}";
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            with account as (
                insert into identity.users (username, email, password, name, role, created_at, email_verified_at)
                values ($1, $1 || '@example.in', '!', $2, $3, $4, $4)
                returning id
            )
            insert into identity.sessions (user_id, secret, created_at, last_used_at, confirmed_at, expires_at)
            select id, '\x00', $4, $4, $4, $4 + interval '30 days'
            from account
            returning user_id, id
            """,
            connection);
        command.Parameters.Add(new() { Value = username });
        command.Parameters.Add(new() { Value = $"Test {role}" });
        command.Parameters.Add(new() { Value = role });
        command.Parameters.Add(new() { Value = time });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var (id, sessionId) = (row.GetInt64(0), row.GetInt64(1));
        return new TestAccount(id, username, role, sessionId, services.GetRequiredService<IAccessTokens>().Issue(id, sessionId, role).Value);
    }

    /// <summary>Another live login of the same user, as on a second device.</summary>
    public static async Task<TestAccount> LoginAsync(TestDatabase database, IServiceProvider services, TestAccount account)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            insert into identity.sessions (user_id, secret, created_at, last_used_at, confirmed_at, expires_at)
            values ($1, '\x00', $2, $2, $2, $2 + interval '30 days')
            returning id
            """,
            connection);
        command.Parameters.Add(new() { Value = account.Id });
        command.Parameters.Add(new() { Value = services.GetRequiredService<TimeProvider>().GetUtcNow() });
        var sessionId = (long)(await command.ExecuteScalarAsync())!;
        return account with { SessionId = sessionId, Token = services.GetRequiredService<IAccessTokens>().Issue(account.Id, sessionId, account.Role).Value };
    }

    /// <summary>A client of this account.</summary>
    public HttpClient Client(Uri url)
    {
        var client = new HttpClient { BaseAddress = url };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
