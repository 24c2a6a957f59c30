using Microsoft.Extensions.Logging;
using Samjhadoo.Identity.Domain.Erasures;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Jobs;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Application.Erasures;

/// <summary>Has every module erase its part; repeated as a whole until all have done so, since each part is repeatable.</summary>
internal sealed partial class FinishErasures(IErasureRepository erasures, IEnumerable<IPersonalData> modules, ISender sender, ILogger<FinishErasures> logger) : IJob
{
    public string Name => "identity.finish_erasures";

    public TimeSpan Every => TimeSpan.FromSeconds(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var userId in await erasures.UnfinishedAsync(cancellationToken))
        {
            try
            {
                foreach (var module in modules)
                    await module.EraseAsync(userId, cancellationToken);
                await sender.SendAsync(new CompleteErasureCommand(userId), cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Failed(exception, userId);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Erasure of user {UserId} is not finished")]
    private partial void Failed(Exception exception, long userId);
}
