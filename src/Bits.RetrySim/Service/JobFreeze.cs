namespace Bits.RetrySim;

/// <summary>A client's call that works on a job's files outside the lock: meanwhile nothing changes the job (D-42).</summary>
internal sealed class JobFreeze
{
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>What fell due for the job meanwhile.</summary>
    internal List<DueEntry> Deferred { get; } = [];

    /// <summary>What happened to the job meanwhile, and is let happen afterwards.</summary>
    internal List<JobInput> Inputs { get; } = [];

    /// <summary>The conditions around the job changed meanwhile: the next turn looks at them.</summary>
    internal bool ChecksBlocks { get; set; }

    /// <summary>A call of the very thread that works on the files would wait for itself.</summary>
    internal void ThrowIfOwn(int job)
    {
        if (_thread == Environment.CurrentManagedThreadId)
        {
            throw new InvalidOperationException($"The local files of job {job} are being worked on; what works on them cannot change the job.");
        }
    }
}
