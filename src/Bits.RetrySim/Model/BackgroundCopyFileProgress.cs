namespace Bits.RetrySim;

/// <summary>How far a file has come (PROG-3).</summary>
/// <param name="BytesTotal">The file's size in bytes; null until the server has told it (BG_SIZE_UNKNOWN).</param>
/// <param name="BytesTransferred">Bytes that are here. Falls to 0 when the file begins anew (PROG-5).</param>
/// <param name="Completed">
/// For a download, whether Complete has put the file in its place. That it has arrived shows earlier: <paramref name="BytesTransferred"/>
/// then equals <paramref name="BytesTotal"/>. For an upload, whether it is done (PROG-4).
/// </param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public readonly record struct BackgroundCopyFileProgress(long? BytesTotal, long BytesTransferred, bool Completed)
{
    /// <summary>How much of the file is here, in whole percent of its bytes, rounded down: 100 only when nothing is missing.</summary>
    /// <value>0 to 100; null while <see cref="BytesTotal"/> is unknown. An empty file is at 100 as soon as its size is known.</value>
    public int? Percent => Percentage.Of(BytesTransferred, BytesTotal, isEmptyDone: true);
}
