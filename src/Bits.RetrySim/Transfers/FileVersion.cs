namespace Bits.RetrySim;

/// <summary>A remote file as it is from an instant on: BITS tells versions apart by size and time stamp (CONS-1).</summary>
/// <param name="At">Since when, in engine ticks.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="TimeStamp">The time stamp, if the server tells one.</param>
internal readonly record struct FileVersion(long At, long Size, DateTimeOffset? TimeStamp)
{
    /// <summary>Whether what is known of a file does not fit what the server tells now. What either side does not know says nothing (HTTP-6).</summary>
    internal static bool Differs(long knownSize, DateTimeOffset? knownTimeStamp, long size, DateTimeOffset? timeStamp) =>
        (knownSize >= 0 && knownSize != size) || (knownTimeStamp is { } known && timeStamp is { } told && known != told);
}
