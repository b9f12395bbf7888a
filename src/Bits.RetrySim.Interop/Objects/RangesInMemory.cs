using System.Collections;

namespace Bits.RetrySim.Interop;

/// <summary>Parts of a file as a client hands them over: read one after the other, and no further than they are asked for.</summary>
internal sealed unsafe class RangesInMemory(BG_FILE_RANGE* ranges, uint count) : IEnumerable<BackgroundCopyFileRange>
{
    /// <summary>Parts of a file for a client, who frees them; null for none.</summary>
    internal static BG_FILE_RANGE* Copy(IReadOnlyList<BackgroundCopyFileRange> ranges)
    {
        if (ranges.Count == 0)
        {
            return null;
        }

        BG_FILE_RANGE* copy = (BG_FILE_RANGE*)System.Runtime.InteropServices.Marshal.AllocCoTaskMem(ranges.Count * sizeof(BG_FILE_RANGE));
        for (int i = 0; i < ranges.Count; i++)
        {
            copy[i] = unchecked(new BG_FILE_RANGE { InitialOffset = (ulong)ranges[i].InitialOffset, Length = (ulong)ranges[i].Length });
        }

        return copy;
    }

    public IEnumerator<BackgroundCopyFileRange> GetEnumerator()
    {
        for (uint i = 0; i < count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What does not fit becomes negative: ToEndOfFile, or a part that is refused.</summary>
    private BackgroundCopyFileRange At(uint index) => unchecked(new BackgroundCopyFileRange((long)ranges[index].InitialOffset, (long)ranges[index].Length));
}
