using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyFile6"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("CF6784F7-D677-49FD-9368-CB47AEE9D1AD")]
internal unsafe partial interface IFile6Slots : IFile5Slots
{
    [PreserveSig]
    int UpdateDownloadPosition(ulong offset);

    [PreserveSig]
    int RequestFileRanges(uint rangeCount, BG_FILE_RANGE* ranges);

    [PreserveSig]
    int GetFilledFileRanges(uint* rangeCount, BG_FILE_RANGE** ranges);
}
