namespace Bits.RetrySim;

/// <summary>A report that a live line pushed, in its place among everything due (D-47). Used again and again.</summary>
internal sealed class ReportDue() : DueEntry(DuePhase.Report)
{
    internal JobTransfer Transfer { get; private set; } = null!;

    /// <summary>The attempt it is about; if another one has begun since, it comes too late.</summary>
    internal int Generation { get; private set; }

    internal TransferReport Report { get; private set; }

    /// <summary>Bytes and completions come before the maximum download time, failures after it (D-1).</summary>
    internal static DuePhase PhaseOf(TransferReportKind kind) => kind == TransferReportKind.Failed ? DuePhase.FailureReport : DuePhase.Report;

    internal void Set(JobTransfer transfer, int generation, in TransferReport report)
    {
        Transfer = transfer;
        Generation = generation;
        Report = report;
    }

    /// <summary>It is not in use, and keeps no job.</summary>
    internal void Forget() => Set(null!, 0, default);
}
