namespace Bits.RetrySim;

/// <summary>A part of a remote file that one request asks for, and where it goes.</summary>
/// <param name="RemoteOffset">Its first byte in the remote file.</param>
/// <param name="Length">How many bytes it has, from 1; -1: to the end, which is not known.</param>
/// <param name="LocalOffset">Where that byte goes in the local file: ranges are written one behind the other (FILE-11), what is asked for of a whole file to its place (FILE-24).</param>
internal readonly record struct FetchSegment(long RemoteOffset, long Length, long LocalOffset)
{
    /// <summary>What is missing of a file, in the order in which it is counted.</summary>
    /// <param name="ranges">The parts that are fetched; null: the whole file.</param>
    /// <param name="from">How many bytes of them are here.</param>
    /// <param name="size">The size of the file; -1 if it is not known.</param>
    internal static IReadOnlyList<FetchSegment> Missing(FileRanges? ranges, long from, long size)
    {
        if (ranges is null)
        {
            return size < 0 ? [new FetchSegment(from, -1, from)] : from < size ? [new FetchSegment(from, size - from, from)] : [];
        }

        List<FetchSegment> missing = [];
        long counted = ranges.Skipped;
        foreach ((long offset, long length) in ranges.List)
        {
            long known = length == BackgroundCopyFileRange.ToEndOfFile ? Math.Max(0, size - offset) : length;
            long here = Math.Clamp(from - counted, 0, known);
            if (here < known)
            {
                missing.Add(new FetchSegment(offset + here, known - here, ranges.IsRandomAccess ? offset + here : counted + here));
            }

            counted += known;
        }

        return missing;
    }
}
