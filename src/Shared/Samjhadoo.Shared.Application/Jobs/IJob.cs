namespace Samjhadoo.Shared.Application.Jobs;

/// <summary>Background work of a module: runs on one host at a time under a lease in the module's schema.</summary>
public interface IJob
{
    /// <summary>Stable name, e.g. <c>wallet.expire_holds</c>; also the metric's label.</summary>
    string Name { get; }

    /// <summary>The time from one run's end to the next one's start.</summary>
    TimeSpan Every { get; }

    /// <summary>One run. A run that throws is logged and repeated at the next turn.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
