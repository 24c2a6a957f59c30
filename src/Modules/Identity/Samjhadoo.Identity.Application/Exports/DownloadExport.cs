using System.Text.Json;
using System.Text.Json.Nodes;
using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Exports;

/// <summary>Fetches the document of an export of the caller's; a command, since it is written down.</summary>
internal sealed record DownloadExportCommand(long Id) : ICommand<ExportDocument>;

/// <summary>Everything the modules hold about a person.</summary>
/// <param name="UserId">Whom it is about.</param>
/// <param name="MadeAt">When it was collected.</param>
/// <param name="Modules">The part of each module that holds something, by its name.</param>
internal sealed record ExportDocument(long UserId, DateTimeOffset MadeAt, IReadOnlyDictionary<string, JsonNode> Modules)
{
    public const string Purpose = "export";
}

internal sealed class DownloadExportHandler(
    IDataExportRepository exports, ISecretBox secrets, ISecurityLog log, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<DownloadExportCommand, ExportDocument>
{
    public async Task<Result<ExportDocument>> Handle(DownloadExportCommand command, CancellationToken cancellationToken)
    {
        if (await exports.FindAsync(command.Id, caller.Id, cancellationToken) is not { } export)
            return IdentityErrors.ExportNotFound;
        if (export.StatusAt(time.GetUtcNow()) != ExportStatus.Ready || export.SealedDocument is null)
            return IdentityErrors.ExportNotReady;

        log.Add(SecurityEventKind.ExportDownloaded, caller.Id);
        return JsonSerializer.Deserialize<ExportDocument>(secrets.Open(export.SealedDocument, ExportDocument.Purpose), StrictJson.Options)!;
    }
}
