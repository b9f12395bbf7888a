using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 10.1: parts on demand.</summary>
[GeneratedComClass]
internal sealed unsafe partial class ComFile6(BackgroundCopyFile file, ComSession session) : ComFile5(file, session), IFile6Slots
{
    public int UpdateDownloadPosition(ulong offset) => Do(unchecked((long)offset), static (file, position) => file.UpdateDownloadPosition(position));

    public int RequestFileRanges(uint rangeCount, BG_FILE_RANGE* ranges) => ranges is null
        ? Null(nameof(ranges))
        : Do(new RangesInMemory(ranges, rangeCount), static (file, parts) => file.RequestFileRanges(parts));

    public int GetFilledFileRanges(uint* rangeCount, BG_FILE_RANGE** ranges) => GetRanges(rangeCount, ranges, static file => file.GetFilledFileRanges());
}
