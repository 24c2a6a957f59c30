using Samjhadoo.Identity.Domain.Exports;

namespace Samjhadoo.Identity.Application.Exports;

/// <summary>How far an export is; the document can be fetched while it is READY.</summary>
internal sealed record ExportResponse(long Id, ExportStatus Status, DateTimeOffset RequestedAt, DateTimeOffset? ReadyAt, DateTimeOffset? ExpiresAt)
{
    public static ExportResponse Of(DataExport export, DateTimeOffset now) =>
        new(export.Id, export.StatusAt(now), export.RequestedAt, export.ReadyAt, export.ExpiresAt);
}
