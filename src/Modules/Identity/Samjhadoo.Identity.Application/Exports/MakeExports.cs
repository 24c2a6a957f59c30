using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Samjhadoo.Identity.Domain.Exports;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Application.Exports;

/// <summary>Collects every module's part of the exports asked for. One that fails is tried again at the next turn.</summary>
internal sealed partial class MakeExports(
    IDataExportRepository exports, IEnumerable<IPersonalData> modules, ISender sender, TimeProvider time, ILogger<MakeExports> logger) : IJob
{
    private const int Batch = 20;

    public string Name => "identity.make_exports";

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var export in await exports.PendingAsync(Batch, cancellationToken))
        {
            try
            {
                var parts = new Dictionary<string, JsonNode>();
                foreach (var module in modules)
                {
                    if (await module.ExportAsync(export.UserId, cancellationToken) is { } part)
                        parts[module.Module] = part;
                }

                await sender.SendAsync(new FinishExportCommand(export.Id, new ExportDocument(export.UserId, time.GetUtcNow(), parts)), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Failed(exception, export.Id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Export {Id} could not be made")]
    private partial void Failed(Exception exception, long id);
}
