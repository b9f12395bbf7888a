namespace Bits.RetrySim;

/// <summary>What the service does after it has let go of its lock.</summary>
internal enum EffectKind : byte
{
    StartTransfer,
    ContinueTransfer,
    RefreshTransfer,
    StopTransfer,
    SetForeground,
    SetBackgroundLimit,
    Notify,
    RunAction,
    LogStateChange,
    LogCallbackFailure,
    LogHint,
    LogWarning,
    LogLivelock,
    LogFailure,
}

/// <summary>One effect, waiting in the ring (D-41).</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Job">The job concerned, if any.</param>
/// <param name="Object">The action, exception or text it needs.</param>
/// <param name="Value">A number it needs: a limit, a generation, an HRESULT.</param>
/// <param name="From">LogStateChange: the state before.</param>
/// <param name="To">LogStateChange: the state after.</param>
internal readonly record struct Effect(
    EffectKind Kind,
    JobRecord? Job = null,
    object? Object = null,
    long Value = 0,
    BackgroundCopyJobState From = default,
    BackgroundCopyJobState To = default);
