using Microsoft.EntityFrameworkCore;
using Npgsql;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Identity.Domain.Users;
using Samjhadoo.Identity.Infrastructure.Persistence;

namespace Samjhadoo.Identity.Infrastructure.Users;

internal sealed class UserRepository(IdentityDbContext database) : IUserRepository
{
    // Not "for update": rows that refer to the user may still be added meanwhile.
    public async Task<User?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<User>().FromSql($"select * from identity.users where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public Task<User?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.Set<User>().AsNoTracking().SingleOrDefaultAsync(user => user.Id == id, cancellationToken);

    public async Task<(User? User, bool PlaceIsKnown)> FindByLoginAsync(string login, string? ipAddress, CancellationToken cancellationToken)
    {
        var normalised = User.Normalise(login);
        var users = database.Set<User>().AsNoTracking();
        var found = await (normalised.Contains('@') ? users.Where(user => user.Email == normalised) : users.Where(user => user.Username == normalised))
            .Select(user => new { User = user, PlaceIsKnown = database.Set<Session>().Any(session => session.UserId == user.Id && session.IpAddress == ipAddress) })
            .SingleOrDefaultAsync(cancellationToken);
        return (found?.User, found?.PlaceIsKnown ?? false);
    }

    public Task<User?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var normalised = User.Normalise(email);
        return database.Set<User>().AsNoTracking().SingleOrDefaultAsync(user => user.Email == normalised, cancellationToken);
    }

    public Task<bool> IsUsernameTakenAsync(string username, CancellationToken cancellationToken)
    {
        var normalised = User.Normalise(username);
        return database.Set<User>().AnyAsync(user => user.Username == normalised, cancellationToken);
    }

    public async Task<Registration> RegisterAsync(User user, CancellationToken cancellationToken)
    {
        // Draws the id; the row itself is written by the statement below.
        database.Add(user).State = EntityState.Detached;
        try
        {
            var row = await database.Database.SqlQuery<Registered>(
                $"""
                insert into identity.users as known (id, username, email, password, name, role, language, consent_version, created_at, version, event_sequence)
                values ({user.Id}, {user.Username}, {user.Email}, {user.PasswordHash}, {user.Name}, {user.Role}, {user.Language}, {user.ConsentVersion}, {user.CreatedAt}, 1, 0)
                on conflict (email) do update set
                    username = case when known.email_verified_at is null then excluded.username else known.username end,
                    password = case when known.email_verified_at is null then excluded.password else known.password end,
                    name = case when known.email_verified_at is null then excluded.name else known.name end,
                    role = case when known.email_verified_at is null then excluded.role else known.role end,
                    language = case when known.email_verified_at is null then excluded.language else known.language end,
                    consent_version = case when known.email_verified_at is null then excluded.consent_version else known.consent_version end,
                    created_at = case when known.email_verified_at is null then excluded.created_at else known.created_at end
                returning id, email_verified_at is null as is_new
                """).ToListAsync(cancellationToken);
            return new(row[0].Id, row[0].IsNew ? RegistrationOutcome.Registered : RegistrationOutcome.AddressInUse);
        }
        catch (PostgresException exception) when (exception is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "users_username_key" })
        {
            return new(0, RegistrationOutcome.UsernameTaken);
        }
    }

    private sealed record Registered(long Id, bool IsNew);
}
