namespace Samjhadoo.Shared.Infrastructure.Hosting;

/// <summary>Many may pass at once; closing it waits for those inside.</summary>
internal sealed class PauseGate : IDisposable
{
    private const int Passes = 1024;

    private readonly SemaphoreSlim _passes = new(Passes);
    private readonly SemaphoreSlim _closing = new(1);

    public async Task<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        await _passes.WaitAsync(cancellationToken);
        return new Pass(_passes);
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _closing.WaitAsync(cancellationToken);
        for (var taken = 0; taken < Passes; taken++)
            await _passes.WaitAsync(cancellationToken);
    }

    public void Open()
    {
        _passes.Release(Passes);
        _closing.Release();
    }

    public void Dispose()
    {
        _passes.Dispose();
        _closing.Dispose();
    }

    private sealed class Pass(SemaphoreSlim passes) : IDisposable
    {
        public void Dispose() => passes.Release();
    }
}
