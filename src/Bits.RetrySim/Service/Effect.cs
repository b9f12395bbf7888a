namespace Bits.RetrySim;

/// <summary>What the service does after it has let go of its lock.</summary>
internal enum EffectKind : byte
{
    StartTransfer,
    ContinueTransfer,
    StopTransfer,
    SetForeground,
    SetBackgroundLimit,
    CloseLine,
    Notify,
    RunAction,
    TraceStart,
    TraceEnd,
    Measure,
    MeasureBytes,
    LogStateChange,
    LogAttempt,
    LogCallbackFailure,
    LogHint,
    LogWarning,
    LogLivelock,
    LogFailure,
}

/// <summary>One effect, waiting in the ring (D-41).</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Job">The job concerned, if any.</param>
/// <param name="Object">The action, exception, text or report it needs.</param>
/// <param name="Value">A number it needs: a limit, a generation, a count of bytes.</param>
internal readonly record struct Effect(
    EffectKind Kind,
    JobRecord? Job = null,
    object? Object = null,
    long Value = 0);
