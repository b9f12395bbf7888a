namespace Bits.RetrySim;

/// <summary>A limit that several transfers share: who takes bytes waits until they may have come.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
internal sealed class TokenBucket(TimeProvider provider)
{
    /// <summary>Pieces are so small that nobody waits longer than this for one of his own: no longer does a change of the limit take.</summary>
    private const int PiecesPerSecond = 4;

    private readonly object _gate = new();
    private long? _bitsPerSecond;

    /// <summary>When all that was taken so far may have come, by the provider's time stamps.</summary>
    private long _paidUntil;

    /// <summary>Null: unlimited. Where nothing is left the manager stops its background transfers itself (RETRY-15).</summary>
    internal void Set(long? bitsPerSecond)
    {
        lock (_gate)
        {
            (_bitsPerSecond, _paidUntil) = (bitsPerSecond, provider.GetTimestamp());
        }
    }

    /// <summary>How many bytes are best asked for at once.</summary>
    internal int PieceOf(int wanted)
    {
        lock (_gate)
        {
            return _bitsPerSecond is { } limit ? (int)Math.Clamp(limit / 8 / PiecesPerSecond, 1, wanted) : wanted;
        }
    }

    /// <summary>Takes bytes that have come, and waits until they may have.</summary>
    internal ValueTask TakeAsync(int bytes, CancellationToken stop)
    {
        TimeSpan wait = Take(bytes);
        return wait > TimeSpan.Zero ? new ValueTask(Task.Delay(wait, provider, stop)) : default;
    }

    private TimeSpan Take(int bytes)
    {
        lock (_gate)
        {
            if (_bitsPerSecond is not > 0)
            {
                return TimeSpan.Zero;
            }

            // What was asked for before there was this limit is not paid for as if there had been.
            long paid = Math.Min((long)bytes * 8, _bitsPerSecond.Value);
            long now = provider.GetTimestamp();
            _paidUntil = Math.Max(_paidUntil, now) + (long)((Int128)paid * provider.TimestampFrequency / _bitsPerSecond.Value);
            return provider.GetElapsedTime(now, _paidUntil);
        }
    }
}
