using Samjhadoo.Identity.Domain;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Exports;

internal sealed record GetExportQuery(long Id) : IQuery<ExportResponse>;

internal sealed class GetExportHandler(IDataExportRepository exports, ICurrentUser caller, TimeProvider time) : IQueryHandler<GetExportQuery, ExportResponse>
{
    public async Task<Result<ExportResponse>> Handle(GetExportQuery query, CancellationToken cancellationToken) =>
        await exports.FindAsync(query.Id, caller.Id, cancellationToken) is { } export
            ? ExportResponse.Of(export, time.GetUtcNow())
            : IdentityErrors.ExportNotFound;
}
