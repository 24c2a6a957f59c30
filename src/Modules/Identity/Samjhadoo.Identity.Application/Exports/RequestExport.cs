using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Identity.Domain.SecurityLog;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Exports;

/// <summary>Asks for a copy of all data about the caller; while one is being made, this is that one.</summary>
internal sealed record RequestExportCommand : ICommand<ExportResponse>;

internal sealed class RequestExportHandler(IDataExportRepository exports, ISecurityLog log, ICurrentUser caller, TimeProvider time)
    : ICommandHandler<RequestExportCommand, ExportResponse>
{
    public async Task<Result<ExportResponse>> Handle(RequestExportCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await exports.FindPendingAsync(caller.Id, cancellationToken) is { } pending)
            return ExportResponse.Of(pending, now);

        var export = new DataExport(caller.Id, now);
        exports.Add(export);
        log.Add(SecurityEventKind.ExportRequested, caller.Id);
        return ExportResponse.Of(export, now);
    }
}
