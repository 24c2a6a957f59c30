using System.Data.Common;

namespace Samjhadoo.Shared.Application.Persistence;

/// <summary>
/// The module's database for queries: the driver's own connection, logged in as the module's role, on a read replica where
/// one is configured. Commands never use it.
/// </summary>
public interface IReadDatabase
{
    /// <summary>An open connection that the caller disposes.</summary>
    Task<DbConnection> OpenAsync(CancellationToken cancellationToken);
}
