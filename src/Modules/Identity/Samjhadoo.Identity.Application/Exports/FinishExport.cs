using System.Text.Json;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Secrets;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Application.Exports;

/// <summary>Keeps the collected document, encrypted, and tells its owner.</summary>
internal sealed record FinishExportCommand(long Id, ExportDocument Document) : ICommand<Done>;

internal sealed class FinishExportHandler(IDataExportRepository exports, ISecretBox secrets, IMailQueue mails, TimeProvider time)
    : ICommandHandler<FinishExportCommand, Done>
{
    public async Task<Result<Done>> Handle(FinishExportCommand command, CancellationToken cancellationToken)
    {
        // Gone when the account was erased meanwhile.
        if (await exports.FindAsync(command.Id, command.Document.UserId, cancellationToken) is not { ReadyAt: null } export)
            return Done.Value;

        var document = JsonSerializer.SerializeToUtf8Bytes(command.Document, StrictJson.Options);
        export.Finish(secrets.Seal(document, ExportDocument.Purpose), time.GetUtcNow());
        mails.Add(export.UserId, MailTemplate.ExportReady);
        return Done.Value;
    }
}
