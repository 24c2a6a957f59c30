using Dapper;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Samjhadoo.Shared.Application.Messaging;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Infrastructure.Persistence;

namespace Samjhadoo.Shared.Infrastructure.Users;

/// <summary>The <c>users</c> table of the module with this context, on the context's connection and in its transaction.</summary>
internal sealed class UserReplicaStore<TContext>(TContext database, IUserDirectory directory) : IUserReplica
    where TContext : ModuleDbContext
{
    public async Task<bool> EnsureAsync(long userId, CancellationToken cancellationToken)
    {
        var known = await database.Database.GetDbConnection().ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from users where id = @userId)",
            new { userId },
            database.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));
        if (known)
            return true;
        if (await directory.FindAsync(userId, cancellationToken) is not { } user)
            return false;
        await UpsertAsync(user, cancellationToken);
        return true;
    }

    public Task UpsertAsync(UserSnapshot user, CancellationToken cancellationToken) =>
        database.Database.GetDbConnection().ExecuteAsync(new CommandDefinition(
            """
            insert into users (id, username, name, role, is_active, time_zone, language, community, community_verified, city_tier, version)
            values (@Id, @Username, @Name, @Role, @IsActive, @TimeZone, @Language, @Community, @CommunityVerified, @CityTier, @Version)
            on conflict (id) do update
            set username = excluded.username,
                name = excluded.name,
                role = excluded.role,
                is_active = excluded.is_active,
                time_zone = excluded.time_zone,
                language = excluded.language,
                community = excluded.community,
                community_verified = excluded.community_verified,
                city_tier = excluded.city_tier,
                version = excluded.version
            where users.version < excluded.version
            """,
            user,
            database.Database.CurrentTransaction?.GetDbTransaction(),
            cancellationToken: cancellationToken));
}

/// <summary>Keeps the module's <c>users</c> table; each event is a full state, so order does not matter.</summary>
internal sealed class ReplicateUser<TContext>(UserReplicaStore<TContext> users) : IConsumer<UserChanged>
    where TContext : ModuleDbContext
{
    public Task ConsumeAsync(UserChanged integrationEvent, EventContext context, CancellationToken cancellationToken) =>
        users.UpsertAsync(integrationEvent.User, cancellationToken);
}
