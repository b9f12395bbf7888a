namespace Bits.RetrySim;

/// <summary>What a <see cref="JobEvent"/> tells of.</summary>
public enum JobEventKind
{
    /// <summary>A job went from one state to another.</summary>
    Transition = 0,

    /// <summary>An attempt to transfer began.</summary>
    Attempt = 1,

    /// <summary>A client's call succeeded; the detail names it and its argument. Calls that fail leave no event (STATE-44).</summary>
    Call = 2,

    /// <summary>Something outside the jobs changed: network, power, cost, logon, policy, a restart of the service.</summary>
    Environment = 3,

    /// <summary>A callback was called; or, with an HRESULT, it failed.</summary>
    Notification = 4,

    /// <summary>Something in the script of a simulated network is missing or looks wrong; or an instant ran in a circle and is put off.</summary>
    Hint = 5,

    /// <summary>A job is tried at once, before its retry delay is over: <see cref="JobEvent.RetryCause"/>.</summary>
    Retry = 6,

    /// <summary>
    /// A file begins again, since the server tells another size or time stamp than before (CONS-2), or, with BG_E_SESSION_NOT_FOUND, has forgotten
    /// what it had got of a file that is sent (UP-3): <see cref="JobEvent.DiscardedBytes"/>.
    /// </summary>
    FileRestarted = 7,

    /// <summary>A server is told that no more comes of an upload which was cancelled (LIFE-20): <see cref="JobEvent.SessionEnd"/>.</summary>
    SessionEnd = 8,
}
