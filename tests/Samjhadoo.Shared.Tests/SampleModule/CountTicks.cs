using Samjhadoo.Shared.Application.Jobs;

namespace Samjhadoo.Shared.Tests.SampleModule;

/// <summary>What the sample's job does and how often, over all hosts of a test.</summary>
internal static class Ticks
{
    private static int _running;

    public static int Count;

    public static int AtOnce;

    public static Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

    public static void Clear() => (Count, AtOnce, Work) = (0, 0, _ => Task.CompletedTask);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref Count);
        var running = Interlocked.Increment(ref _running);
        AtOnce = Math.Max(AtOnce, running);
        try
        {
            await Work(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}

internal sealed class CountTicks : IJob
{
    public string Name => "sample.count_ticks";

    public TimeSpan Every => TimeSpan.FromMilliseconds(200);

    public Task RunAsync(CancellationToken cancellationToken) => Ticks.RunAsync(cancellationToken);
}
