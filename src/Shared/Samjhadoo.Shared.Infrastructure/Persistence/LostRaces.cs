using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

/// <summary>
/// Transactions that another one was faster than. The database has rolled back a deadlock or a serialization failure, and an
/// UPDATE that met another version changed nothing: running the work again is safe, and nobody need hear of it.
/// </summary>
internal static class LostRaces
{
    // Of four that lock two rows crosswise one may lose more often than there are others.
    public const int MaxAttempts = 6;

    public static bool IsLost(Exception exception) => exception is DbUpdateConcurrencyException
        || StateOf(exception) is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>Two inserted what only one may: whoever comes second finds the first one's row the next time it looks.</summary>
    public static bool IsDoubleInsert(Exception exception) => StateOf(exception) is PostgresErrorCodes.UniqueViolation;

    /// <summary>A moment, twice as long each time and never the same for two.</summary>
    public static Task PauseAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Random.Shared.Next(5, 20) << (attempt - 1), cancellationToken);

    private static string? StateOf(Exception exception) => (exception.GetBaseException() as PostgresException)?.SqlState;
}
