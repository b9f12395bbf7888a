namespace Bits.RetrySim.Tests;

/// <summary>A source that a clock cancels, as Microsoft.Bcl.TimeProvider's CreateCancellationTokenSource makes one.</summary>
internal sealed class CancellationTokenSource : System.Threading.CancellationTokenSource
{
    private readonly ITimer? _timer;

    internal CancellationTokenSource()
    {
    }

    internal CancellationTokenSource(TimeSpan delay)
        : base(delay)
    {
    }

    internal CancellationTokenSource(TimeSpan delay, TimeProvider provider) =>
        _timer = provider.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), this, delay, Timeout.InfiniteTimeSpan);

    protected override void Dispose(bool disposing)
    {
        _timer?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>What code for .NET Framework writes in the place of one: a delay to each tick.</summary>
internal sealed class PeriodicTimer(TimeSpan period, TimeProvider provider) : IDisposable
{
    private DateTimeOffset _next = provider.GetUtcNow() + period;

    internal async Task<bool> WaitForNextTickAsync()
    {
        await provider.Delay(_next - provider.GetUtcNow());
        _next += period;
        return true;
    }

    public void Dispose()
    {
    }
}
