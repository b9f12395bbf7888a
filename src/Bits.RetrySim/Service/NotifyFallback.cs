namespace Bits.RetrySim;

/// <summary>Who is told of a job when its client has no object to be called, or the object fails: a class, then a program (CB-15). It outlives a restart (CLOCK-7).</summary>
internal sealed class NotifyFallback
{
    /// <summary>Who registered the object; null: the test itself, for the job's owner.</summary>
    internal Registrant? Registrant { get; set; }

    /// <summary>The class; empty: none (PROP-2).</summary>
    internal Guid Class { get; set; }

    /// <summary>Makes an object of the class and calls it; null if there is no class, or nobody can make its objects.</summary>
    internal IBackgroundCopyCallback? ByClass { get; set; }

    internal NotifyCommand? Command { get; set; }

    /// <summary>Runs the program; null if there is none, or it is not run for this job.</summary>
    internal IBackgroundCopyCallback? ByCommand { get; set; }

    /// <summary>The callback has failed to take the pending event, so that it is the program's turn (CMD-3, CB-4).</summary>
    internal bool HasCallbackFailed { get; set; }

    /// <summary>The pending event was acknowledged before a restart: only an object that is set anew is told of it (D-21).</summary>
    internal bool IsAcknowledged { get; set; }

    /// <summary>The cycle in which the client was told that nobody runs its program.</summary>
    internal int HintedCycle { get; set; } = -1;

    /// <summary>A new event, or a new client: everybody's turn comes anew.</summary>
    internal void BeginAnew()
    {
        HasCallbackFailed = false;
        IsAcknowledged = false;
    }
}
