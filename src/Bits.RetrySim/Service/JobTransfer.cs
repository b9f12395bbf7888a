namespace Bits.RetrySim;

/// <summary>A job's end of the transport, made when its first attempt starts.</summary>
internal sealed class JobTransfer(JobRecord job)
{
    /// <summary>How the bytes of the current file arrive, while an attempt runs.</summary>
    internal ByteFlow Flow;

    /// <summary>The simulated transport's next report.</summary>
    internal TransferReport Next;

    /// <summary>Opened when the first start is carried out, outside the lock.</summary>
    internal TransferHandle? Handle { get; set; }

    /// <summary>What listeners see of the attempt that began last; set outside the lock, as <see cref="Handle"/> is.</summary>
    internal AttemptTrace? Trace { get; set; }

    /// <summary>Due when the simulated transport's next report is.</summary>
    internal DueWork Due { get; } = new(DueKind.Report, job);

    /// <summary>The number of the running attempt's transfer; reports of others are too late.</summary>
    internal int Generation { get; set; }

    internal bool IsRunning { get; set; }
}
