namespace Bits.RetrySim;

/// <summary>How far a job has come, all four numbers read at the same moment (PROG-1). All are 0 for a new job.</summary>
/// <param name="BytesTotal">Bytes of all files; null while the size of any file is unknown (BG_SIZE_UNKNOWN, PROG-2).</param>
/// <param name="BytesTransferred">Bytes that are here. May fall when a file begins anew (PROG-5).</param>
/// <param name="FilesTotal">Files in the job.</param>
/// <param name="FilesTransferred">Files that are here as a whole.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public readonly record struct BackgroundCopyJobProgress(
    long? BytesTotal, long BytesTransferred, int FilesTotal, int FilesTransferred)
{
    /// <summary>How much is here, in whole percent of the bytes, rounded down: 100 only when nothing is missing.</summary>
    /// <value>
    /// 0 to 100; null while <see cref="BytesTotal"/> is unknown. Where there are no bytes to fetch, 100 when all files are here, and 0 before; a job
    /// without files is at 0.
    /// </value>
    public int? Percent => Percentage.Of(BytesTransferred, BytesTotal, isEmptyDone: FilesTotal > 0 && FilesTransferred == FilesTotal);
}
