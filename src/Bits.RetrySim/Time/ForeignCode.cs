namespace Bits.RetrySim;

/// <summary>
/// The time in which a thread that works for a manager runs somebody else's code: a callback, what follows an await, a logger, a local file.
/// Whoever moves the manager's time would wait for that thread, so that code cannot do it itself (D-3).
/// </summary>
internal readonly ref struct ForeignCode
{
    /// <summary>The times of the managers whose work this thread has interrupted, innermost last; one time may be there more than once.</summary>
    [ThreadStatic]
    private static Stack<SteppedTime>? _interrupted;

    private readonly bool _isNoted;

    /// <param name="time">The time that must not be moved meanwhile; null: one that nobody moves by hand.</param>
    internal ForeignCode(SteppedTime? time)
    {
        if (time is not null)
        {
            (_interrupted ??= new Stack<SteppedTime>()).Push(time);
            _isNoted = true;
        }
    }

    /// <summary>Whether this thread is inside such code of a manager on that time.</summary>
    internal static bool RunsOn(SteppedTime time) => _interrupted is { Count: > 0 } interrupted && interrupted.Contains(time);

    public void Dispose()
    {
        if (_isNoted)
        {
            _interrupted!.Pop();
        }
    }
}
