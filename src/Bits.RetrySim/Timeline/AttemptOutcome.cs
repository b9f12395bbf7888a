namespace Bits.RetrySim;

/// <summary>How an attempt of a timeline ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>It failed, and the job waits or is in error.</summary>
    Failed,

    /// <summary>Everything has arrived.</summary>
    Succeeded,

    /// <summary>It was stopped: by its client, by a block, for another job, or by a restart.</summary>
    Interrupted,
}
