namespace Bits.RetrySim;

/// <summary>A time provider that moves only when told to, and asks whoever runs on it for their next instant instead of firing timers at them.</summary>
/// <remarks>Made for <see cref="BackgroundCopyManager"/>; its one implementation is the simulated clock.</remarks>
/// <threadsafety>Safe from any thread; time is moved by one thread at a time.</threadsafety>
public abstract class SteppedTime : TimeProvider
{
    private protected SteppedTime()
    {
    }

    /// <summary>What the wall clock shows, in UTC ticks, less the timestamp.</summary>
    internal abstract long WallTicksAtZero { get; }

    /// <summary>From now on the manager runs on this time, after those registered before it.</summary>
    /// <returns>The how-manieth manager this is, from 1.</returns>
    internal abstract int Register(ISteppedManager manager);

    /// <summary>The manager is asked nothing more; does nothing if it is not registered. May be called from callbacks.</summary>
    internal abstract void Unregister(ISteppedManager manager);

    /// <summary>The manager has something due earlier than it showed before, outside of its own pump. May be called under any lock of a manager.</summary>
    internal abstract void Stir(ISteppedManager manager);

    /// <summary>
    /// As of which timestamp, this one or a later one, bytes that flow are to be read: later while whoever advances asks a condition whether it will hold
    /// before anything else happens.
    /// </summary>
    internal abstract long SeeBytesAsOf(long timestamp);

    /// <summary>
    /// From within a pump: moves on to a timestamp at which only this manager has something to do, if the advance that runs goes that far, no
    /// condition is to be tested in between and nothing else is due before. Saves the way back to whoever advances, and changes nothing else.
    /// </summary>
    internal abstract bool TryStepTo(long timestamp);
}
