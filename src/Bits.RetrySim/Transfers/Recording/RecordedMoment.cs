namespace Bits.RetrySim;

/// <summary>Something that an attempt has reported, without what may be secret in it.</summary>
/// <param name="Instant">The manager's engine ticks.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Bytes">Bytes of the file that were here.</param>
/// <param name="Version">The file as the server told it.</param>
/// <param name="HResult">The error.</param>
internal readonly record struct RecordedMoment(long Instant, TransferReportKind Kind, long Bytes, FileVersion Version, int HResult)
{
    /// <summary>The hash of the file that came; null: nobody has looked.</summary>
    internal string? Sha256 { get; init; }

    internal static RecordedMoment Of(long instant, in TransferReport report) =>
        new(instant, report.Kind, report.Bytes, report.Version, report.HResult) { Sha256 = report.Answer?.Sha256 };

    /// <summary>Whether the attempt is over.</summary>
    internal bool IsEnd => Kind is TransferReportKind.Completed or TransferReportKind.Failed;
}
