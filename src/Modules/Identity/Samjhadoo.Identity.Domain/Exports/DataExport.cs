namespace Samjhadoo.Identity.Domain.Exports;

/// <summary>A copy of everything the modules hold about a person, made when asked for and kept for a week.</summary>
internal sealed class DataExport
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private DataExport()
    {
    }

    public DataExport(long userId, DateTimeOffset now)
    {
        UserId = userId;
        RequestedAt = now;
    }

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public DateTimeOffset RequestedAt { get; private set; }

    public DateTimeOffset? ReadyAt { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>The document, encrypted; gone once expired.</summary>
    public byte[]? SealedDocument { get; private set; }

    public ExportStatus StatusAt(DateTimeOffset now) =>
        ReadyAt is null ? ExportStatus.Pending : now < ExpiresAt ? ExportStatus.Ready : ExportStatus.Expired;

    public void Finish(byte[] sealedDocument, DateTimeOffset now)
    {
        SealedDocument = sealedDocument;
        ReadyAt = now;
        ExpiresAt = now + Lifetime;
    }
}

internal enum ExportStatus
{
    Pending,
    Ready,
    Expired,
}
