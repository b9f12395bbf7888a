namespace Bits.RetrySim;

/// <summary>What the service keeps about one user.</summary>
internal sealed class UserRecord(BackgroundCopyUser user)
{
    internal BackgroundCopyUser User { get; } = user;

    internal bool IsLoggedOn { get; set; } = true;

    /// <summary>Jobs of this user that are not in a final state (LIM-8).</summary>
    internal int Jobs { get; set; }

    /// <summary>Whether a record that is made anew would say the same.</summary>
    internal bool IsIdle => IsLoggedOn && Jobs == 0 && RunningCallbacks == 0 && WaitingForCallback.Count == 0;

    /// <summary>Callbacks of this user's jobs that run now; at most four (CB-9).</summary>
    internal int RunningCallbacks { get; set; }

    /// <summary>Jobs whose notification waits until a callback of this user returns, first come, first served.</summary>
    internal Queue<JobRecord> WaitingForCallback { get; } = new();
}
