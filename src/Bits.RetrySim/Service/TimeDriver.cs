using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>Who moves a manager's time on: whoever advances time that moves in steps, or a timer.</summary>
internal abstract class TimeDriver
{
    private int _stirred;

    /// <summary>The how-manieth manager on its time provider this is, from 1; 1 where nobody counts them.</summary>
    internal virtual int ManagerNumber => 1;

    /// <summary>Whether a pump that meets a drain waits for its end; else it leaves a note (D-3).</summary>
    internal abstract bool WaitsForDrains { get; }

    /// <summary>Whether what goes wrong in the service reaches whoever moves the time; else it is logged.</summary>
    internal abstract bool HandsMistakesOn { get; }

    internal abstract void Start(ServiceLoop loop);

    /// <summary>The manager has ended.</summary>
    internal abstract void Stop();

    /// <summary>Wall ticks minus engine ticks, now.</summary>
    internal abstract long ReadWallOffset();

    /// <summary>As of which instant, this one or a later one, bytes that flow are to be read.</summary>
    internal virtual long SeeBytesAsOf(long instant) => instant;

    /// <summary>When something is due next, whenever the lock is let go.</summary>
    internal virtual void ShowNext(long instant)
    {
    }

    /// <summary>Whether <see cref="Stir"/> was called since the last drain began.</summary>
    internal bool IsStirred => Volatile.Read(ref _stirred) != 0;

    /// <summary>Another manager changed what this one has to do: it is pumped at this instant, whatever it showed (D-46). Takes no lock of a manager.</summary>
    internal void Stir()
    {
        if (Interlocked.Exchange(ref _stirred, 1) == 0)
        {
            PumpSoon();
        }
    }

    /// <summary>A drain begins, and looks whether it was stirred.</summary>
    internal bool TakeStir() => IsStirred && Interlocked.Exchange(ref _stirred, 0) != 0;

    private protected abstract void PumpSoon();

    /// <summary>Whether somebody is at work for the service outside its lock: then whoever steps time has to come by and wait (D-42).</summary>
    internal virtual void Hold(bool holds)
    {
    }

    /// <summary>Moves time on to an instant within a pump, where nobody else would notice.</summary>
    internal virtual bool TryStepTo(long instant) => false;

    /// <summary>Hands an exception to whoever moves the time; false if nobody could take it.</summary>
    internal virtual bool TryRethrow(Exception exception) => false;

    /// <summary>Somebody else's code begins on this thread, until the returned value is disposed; it cannot move this manager's time (D-3).</summary>
    internal virtual ForeignCode BeginForeignCode() => default;

    internal virtual bool MustBeArmedFor(long instant) => false;

    /// <summary>Takes note of what the timer is to be armed for, and says for how long.</summary>
    internal virtual TimeSpan Plan(long instant) => Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Arms the timer, with the lock let go meanwhile. A provider that fails must not take back a call that is done, nor end the process: what it
    /// throws is returned, and the next drain tries again.
    /// </summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is returned, and logged as critical.")]
    internal Exception? TryArm(long instant, ServiceLock gate)
    {
        try
        {
            TimeSpan delay = Plan(instant);
            gate.Exit();
            try
            {
                Arm(delay);
            }
            finally
            {
                gate.Enter();
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Arms the timer; called outside the lock.</summary>
    private protected virtual void Arm(TimeSpan delay)
    {
    }
}
