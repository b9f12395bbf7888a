namespace Bits.RetrySim.Tool;

/// <summary>Something from outside that let an attempt come otherwise than by the retry delay; where the log does not tell it, it was inferred.</summary>
/// <param name="Kind">What.</param>
/// <param name="From">Since when it kept the job from being tried.</param>
/// <param name="Until">The first sign of the attempt that followed; null if none did.</param>
internal sealed record Nudge(NudgeKind Kind, DateTimeOffset From, DateTimeOffset? Until)
{
    /// <summary>The condition of a <see cref="NudgeKind.Blocked"/>.</summary>
    internal int Code { get; init; }

    /// <summary>In words; a person reads it in the history, at <see cref="Until"/>.</summary>
    internal string Text => Kind switch
    {
        NudgeKind.ServiceStarted => "the service started; waiting and running jobs are tried then",
        NudgeKind.TriedEarly => "tried before its delay was over: the network changed or came back, or the client resumed it; the log does not say which",
        NudgeKind.TriedLate => "an attempt was due before: the computer slept or was off, there was no network, or the service did not run",
        NudgeKind.Resumed => "tried although BITS had given up: the client had resumed it",
        NudgeKind.Stopped => "stopped from this side: suspended, logged off, or another job had its turn",
        NudgeKind.Blocked => "held back: " + Codes.Describe(Code),
        _ => throw new InvalidOperationException($"{Kind} has no text."),
    };
}
