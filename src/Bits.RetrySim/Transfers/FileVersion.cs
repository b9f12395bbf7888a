namespace Bits.RetrySim;

/// <summary>What tells one version of a remote file from another: size and time stamp (CONS-1).</summary>
/// <param name="Size">The size in bytes; -1 when it is not known.</param>
/// <param name="TimeStamp">
/// The time stamp, in UTC ticks; of a server that tells none its tag (<see cref="OfTag"/>, HTTP-6); <see cref="NoTimeStamp"/> if it tells neither or nobody
/// has asked it.
/// </param>
internal readonly record struct FileVersion(long Size, long TimeStamp)
{
    /// <summary>Not told, or not known.</summary>
    internal const long NoTimeStamp = -1;

    /// <summary>Nothing is known of the file.</summary>
    internal static readonly FileVersion Unknown = new(-1, NoTimeStamp);

    /// <summary>
    /// Whether what is known of a file does not fit what the server tells now. What is not known says nothing (HTTP-6); a time stamp that is missing now
    /// counts as changed (CONS-2).
    /// </summary>
    internal bool DiffersFrom(FileVersion told) =>
        (Size >= 0 && Size != told.Size)
        || (TimeStamp != NoTimeStamp && TimeStamp != told.TimeStamp);

    /// <summary>What stands in place of a time stamp where only a tag is told: below all time stamps, and another one for each tag.</summary>
    /// <param name="number">The number of the tag, from 0, as that of a version in a script; or what is computed from a tag.</param>
    internal static long OfTag(long number) => NoTimeStamp - 1 - number;

    /// <summary>The number of the tag for which a time stamp stands.</summary>
    internal static int NumberOfTag(long timeStamp) => (int)(NoTimeStamp - 1 - timeStamp);

    internal static long ToTicks(DateTimeOffset? timeStamp) => timeStamp?.UtcTicks ?? NoTimeStamp;
}
