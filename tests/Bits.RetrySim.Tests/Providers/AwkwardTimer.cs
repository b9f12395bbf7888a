namespace Bits.RetrySim.Tests;

/// <summary>A timer of an <see cref="AwkwardTimeProvider"/>.</summary>
internal sealed class AwkwardTimer(AwkwardTimeProvider provider, TimerCallback callback, object? state) : ITimer
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
    private TimeSpan? _due;
    private bool _isStale;
    private bool _isLate;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > Longest || period > Longest)
        {
            throw new ArgumentOutOfRangeException(nameof(dueTime), dueTime, "No timer takes more than 49.7 days.");
        }

        _isStale = _due is not null;
        _isLate = false;
        _due = dueTime < TimeSpan.Zero ? null : provider.Now + dueTime;
        return true;
    }

    public void Dispose() => _due = null;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Step(int step)
    {
        if (_isStale)
        {
            _isStale = false;
            Fire();
        }

        if (step % 5 == 0)
        {
            Fire();
        }

        if (_due is not { } due)
        {
            return;
        }

        if (provider.Now >= due && !_isLate)
        {
            _isLate = true;
        }
        else if (provider.Now >= due || step % 3 == 0)
        {
            // Late, or early; either way the arming is used up.
            _due = null;
            Fire();
        }
    }

    internal void Fire() => callback(state);
}
