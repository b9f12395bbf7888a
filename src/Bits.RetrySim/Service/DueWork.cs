namespace Bits.RetrySim;

/// <summary>What becomes due.</summary>
internal enum DueKind : byte
{
    Action,
    PolicyInterval,
    Report,
    MaximumDownloadTime,
    Retry,
    Turn,
    SliceEnd,
    NoProgress,
    Inactivity,
    FileNotification,
    JobNotification,
    ModificationNotification,
}

/// <summary>An entry of the one queue of everything that becomes due (D-1); made once and armed again and again.</summary>
internal sealed class DueWork(DueKind kind, JobRecord? job = null, Action? action = null) : DueEntry(PhaseOf(kind))
{
    internal DueKind Kind { get; } = kind;

    internal JobRecord? Job { get; } = job;

    /// <summary>Kind Action: what to run outside the lock.</summary>
    internal Action? Action { get; } = action;

    internal bool IsNotification => Kind >= DueKind.FileNotification;

    private static DuePhase PhaseOf(DueKind kind) => kind switch
    {
        DueKind.Action or DueKind.PolicyInterval => DuePhase.Input,
        DueKind.Report => DuePhase.Report,
        DueKind.MaximumDownloadTime => DuePhase.MaximumDownloadTime,
        DueKind.Retry => DuePhase.Retry,
        DueKind.Turn or DueKind.SliceEnd => DuePhase.Schedule,
        DueKind.NoProgress => DuePhase.NoProgress,
        DueKind.Inactivity => DuePhase.Inactivity,
        DueKind.FileNotification => DuePhase.FileNotification,
        DueKind.JobNotification => DuePhase.JobNotification,
        DueKind.ModificationNotification => DuePhase.ModificationNotification,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of due work."),
    };
}
