using Microsoft.Extensions.Logging;
using Samjhadoo.Shared.Application.Persistence;

namespace Samjhadoo.Shared.Infrastructure.Persistence;

internal sealed partial class AfterCommit(ILogger<AfterCommit> logger) : IAfterCommit
{
    private readonly List<Func<Task>> _actions = [];

    public void Add(Func<Task> action) => _actions.Add(action);

    public void Clear() => _actions.Clear();

    /// <summary>The change stands: an action that fails is logged, and the caller hears of the change.</summary>
    public async Task RunAsync()
    {
        Func<Task>[] actions = [.. _actions];
        _actions.Clear();
        foreach (var action in actions)
        {
            try
            {
                await action();
            }
            catch (Exception exception)
            {
                Failed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What should follow a commit failed")]
    private partial void Failed(Exception exception);
}
