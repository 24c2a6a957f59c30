using Npgsql;
using Samjhadoo.Identity.Contracts;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Sessions;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Infrastructure.Sessions;

internal sealed class StepUp(NpgsqlDataSource database, ICurrentUser caller, TimeProvider time) : IStepUp
{
    public async Task<Error?> CheckAsync(CancellationToken cancellationToken)
    {
        await using var query = database.CreateCommand(
            """
            -- StepUp
            select exists (select from sessions where id = $1 and confirmed_at > $2)
            """);
        query.Parameters.Add(new() { Value = caller.SessionId });
        query.Parameters.Add(new() { Value = time.GetUtcNow() - Session.ConfirmationLifetime });
        return await query.ExecuteScalarAsync(cancellationToken) is true ? null : IdentityErrors.ConfirmationRequired;
    }
}
