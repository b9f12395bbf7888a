namespace Bits.RetrySim;

// The requests that were made here.
public sealed partial class SimulatedHost
{
    private Queue<RequestEntry>? _requests;

    /// <summary>The requests that were made at this host, or the last <see cref="SimulatedNetwork.RequestsKept"/> of them, in their order.</summary>
    /// <value>A snapshot; empty if none was made. Of all there were, <see cref="RequestCount"/> is the number.</value>
    /// <exception cref="InvalidOperationException">The network keeps no requests: set <see cref="SimulatedNetwork.RequestsKept"/> before they are made.</exception>
    public IReadOnlyList<SimulatedRequest> Requests
    {
        get
        {
            lock (_network.Gate)
            {
                return _network.RequestsKept == 0
                    ? throw new InvalidOperationException(
                        "The network keeps no requests. Say how many before they are made, for example network.RequestsKept = 1_000.")
                    : Array.AsReadOnly(_requests?.Select(entry => entry.ToRequest()).ToArray() ?? []);
            }
        }
    }

    /// <summary>Keeps a request that has been counted just now, if requests are kept.</summary>
    internal RequestEntry? NoteRequest_NeedsLock(SimulatedTransfer transfer, string remoteName, long now)
    {
        if (_network.RequestsKept == 0)
        {
            return null;
        }

        RequestEntry entry = new(RequestCount, now, transfer, remoteName);
        (_requests ??= []).Enqueue(entry);
        ForgetRequests_NeedsLock();
        return entry;
    }

    /// <summary>Forgets the oldest of those that are too many.</summary>
    internal void ForgetRequests_NeedsLock()
    {
        while (_requests is { } kept && kept.Count > _network.RequestsKept)
        {
            kept.Dequeue();
        }
    }
}
