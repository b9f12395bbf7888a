using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>All states of a job.</summary>
internal static class JobStates
{
    /// <summary>The columns of the table of states and methods, in its order.</summary>
    internal static readonly BackgroundCopyJobState[] TableOrder =
        [Suspended, Queued, Connecting, Transferring, TransientError, Error, Transferred, Acknowledged, Cancelled];
}
