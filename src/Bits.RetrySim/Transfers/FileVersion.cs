namespace Bits.RetrySim;

/// <summary>A remote file as it is from an instant on: BITS tells versions apart by size and time stamp (CONS-1).</summary>
/// <param name="At">Since when, in engine ticks.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="TimeStamp">The time stamp, in UTC ticks; <see cref="NoTimeStamp"/> if the server tells none.</param>
internal readonly record struct FileVersion(long At, long Size, long TimeStamp)
{
    /// <summary>Not told, or not known.</summary>
    internal const long NoTimeStamp = -1;

    /// <summary>Whether what is known of a file does not fit what the server tells now. What either side does not know says nothing (HTTP-6).</summary>
    internal static bool Differs(long knownSize, long knownTimeStamp, long size, long timeStamp) =>
        (knownSize >= 0 && knownSize != size) || (knownTimeStamp != NoTimeStamp && timeStamp != NoTimeStamp && knownTimeStamp != timeStamp);

    internal static long ToTicks(DateTimeOffset? timeStamp) => timeStamp?.UtcTicks ?? NoTimeStamp;
}
