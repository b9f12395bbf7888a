namespace Bits.RetrySim;

/// <summary>A job's end of the line, made when its first attempt starts; due when the next report is. Guarded by the service's lock.</summary>
internal sealed class JobTransfer(JobRecord job) : JobDue(DuePhase.Report, job)
{
    /// <summary>How the bytes of the current file arrive, while an attempt runs.</summary>
    internal ByteFlow Flow;

    /// <summary>The report that comes next.</summary>
    internal TransferReport Next;

    /// <summary>Opened when the first start is carried out.</summary>
    internal TransferHandle? Handle { get; set; }

    /// <summary>The number of the running attempt's transfer; reports of others are too late.</summary>
    internal int Generation { get; set; }

    internal bool IsRunning { get; set; }

    /// <summary>What is to be fetched, or how, was changed since the last start: what that attempt met foretells nothing.</summary>
    internal bool IsOrderChanged { get; set; }

    /// <summary>Whether this is the attempt that runs.</summary>
    internal bool IsAttempt(int generation) => IsRunning && Generation == generation;

    internal TransferOrder MakeOrder(long now)
    {
        FileRecord file = Job.CurrentFile!;
        return new TransferOrder(
            now, Generation, Job.Number, !Job.IsBackground, file.RemoteName, file.LocalName, file.Bytes, file.Version, Job.Extras.Transfer)
        {
            MayBeginAgain = file.IsRenamed,
            Ranges = file.Fetched,
            Purpose = Job.Data.IsFinal ? TransferPurpose.CancelSession : file.IsSent ? TransferPurpose.Upload : TransferPurpose.Download,
        };
    }
}
