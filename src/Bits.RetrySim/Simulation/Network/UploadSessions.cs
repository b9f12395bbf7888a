namespace Bits.RetrySim;

/// <summary>The sessions that a server keeps for clients which send to it: one for each job (UP-3). Guarded by the network's lock.</summary>
internal sealed class UploadSessions
{
    private readonly Dictionary<SimulatedTransfer, UploadSession> _sessions = [];

    /// <summary>How long one is kept of which nothing is heard, in ticks (UP-8).</summary>
    internal long Timeout { get; set; } = TimeSpan.FromSeconds(1_209_600).Ticks;

    /// <summary>The session of a job, if the server still knows one.</summary>
    internal UploadSession? Find(SimulatedTransfer transfer, long now) =>
        _sessions.TryGetValue(transfer, out UploadSession? session) && !IsForgotten(session, now) ? session : null;

    /// <summary>The job is heard of: its session goes on, or a new one begins; says whether it is new.</summary>
    internal bool Hear(SimulatedTransfer transfer, long now)
    {
        UploadSession? known = Find(transfer, now);
        UploadSession session = known ?? new UploadSession();
        session.LastHeard = now;
        _sessions[transfer] = session;
        return known is null;
    }

    /// <summary>So much has come up to now, without a break; a session that was closed meanwhile stays closed.</summary>
    internal void Settle(SimulatedTransfer transfer, long bytes, long now)
    {
        if (_sessions.TryGetValue(transfer, out UploadSession? session))
        {
            (session.Bytes, session.LastHeard) = (bytes, now);
        }
    }

    internal void Close(SimulatedTransfer transfer) => _sessions.Remove(transfer);

    internal void CloseAll() => _sessions.Clear();

    private bool IsForgotten(UploadSession session, long now) => now - session.LastHeard > Timeout;
}
