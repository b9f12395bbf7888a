using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 2.0: its parts, and another name.</summary>
[GeneratedComClass]
internal unsafe partial class ComFile2(BackgroundCopyFile file, ComSession session) : ComFile(file, session), IFile2Slots
{
    public int GetFileRanges(uint* rangeCount, BG_FILE_RANGE** ranges) => GetRanges(rangeCount, ranges, static file => file.Ranges);

    public int SetRemoteName(char* remoteName) => Set(remoteName, static (file, text) => file.SetRemoteName(text!));

    /// <summary>S_FALSE where there are none to speak of (FILE-12).</summary>
    protected int GetRanges(uint* rangeCount, BG_FILE_RANGE** ranges, Func<BackgroundCopyFile, IReadOnlyList<BackgroundCopyFileRange>?> read)
    {
        Zero(rangeCount);
        Zero((nint*)ranges);
        if (rangeCount is null || ranges is null)
        {
            return Null(rangeCount is null ? nameof(rangeCount) : nameof(ranges));
        }

        return Answer((Count: (nint)rangeCount, Ranges: (nint)ranges, Read: read), static (file, to) =>
        {
            IReadOnlyList<BackgroundCopyFileRange>? parts = to.Read(file);
            if (parts is null)
            {
                return False;
            }

            *(BG_FILE_RANGE**)to.Ranges = RangesInMemory.Copy(parts);
            *(uint*)to.Count = (uint)parts.Count;
            return Ok;
        });
    }
}
