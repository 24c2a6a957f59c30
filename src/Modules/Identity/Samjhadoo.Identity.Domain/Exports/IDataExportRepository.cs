namespace Samjhadoo.Identity.Domain.Exports;

internal interface IDataExportRepository
{
    /// <summary>The user's export that is still being made, or null.</summary>
    Task<DataExport?> FindPendingAsync(long userId, CancellationToken cancellationToken);

    /// <summary>An export of this user, or null.</summary>
    Task<DataExport?> FindAsync(long id, long userId, CancellationToken cancellationToken);

    /// <summary>The oldest exports still to be made.</summary>
    Task<IReadOnlyList<DataExport>> PendingAsync(int limit, CancellationToken cancellationToken);

    void Add(DataExport export);
}
