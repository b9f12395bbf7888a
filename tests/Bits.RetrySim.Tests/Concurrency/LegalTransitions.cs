using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Every way from one state to another that a client's call or the service itself may take (STATE-10 to STATE-31, table 2.3).</summary>
internal static class LegalTransitions
{
    private static readonly Dictionary<BackgroundCopyJobState, BackgroundCopyJobState[]> Ways = new()
    {
        [Suspended] = [Queued, Cancelled, Acknowledged],
        [Queued] = [Connecting, Transferred, TransientError, Error, Suspended, Cancelled, Acknowledged],
        [Connecting] = [Transferring, TransientError, Error, Queued, Suspended, Cancelled, Acknowledged],
        [Transferring] = [Transferred, TransientError, Error, Queued, Suspended, Cancelled, Acknowledged],
        [TransientError] = [Queued, Error, Suspended, Cancelled, Acknowledged],
        [Error] = [Queued, Suspended, Cancelled, Acknowledged],
        [Transferred] = [Queued, Suspended, Cancelled, Acknowledged],
        [Acknowledged] = [],
        [Cancelled] = [],
    };

    internal static bool Contains(BackgroundCopyJobState from, BackgroundCopyJobState to) => Ways[from].Contains(to);
}
