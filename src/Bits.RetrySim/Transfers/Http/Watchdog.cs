using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Cancels what an attempt waits for: when the attempt is stopped, or when a server has been silent for too long.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class Watchdog : IDisposable
{
    [SuppressMessage("Usage", "CA2213", Justification = "It has no timer of its own, and may be cancelled when all is over.")]
    private readonly CancellationTokenSource _source = new();
    private readonly TimeSpan _patience;
    private readonly ITimer _timer;
    private volatile bool _isStopped;

    internal Watchdog(TimeProvider provider, TimeSpan patience)
    {
        _patience = patience;
        _timer = provider.CreateTimer(static state => ((Watchdog)state!)._source.Cancel(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal bool IsStopped => _isStopped;

    internal CancellationToken Token => _source.Token;

    /// <summary>From now on the server is waited for, for so long.</summary>
    internal void Wait() => _timer.Change(_patience, Timeout.InfiniteTimeSpan);

    /// <summary>Something came, or something else than the server is waited for.</summary>
    internal void Rest() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    internal void Stop()
    {
        _isStopped = true;
        _source.Cancel();
    }

    public void Dispose() => _timer.Dispose();
}
