using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyFile2"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("83E81B93-0873-474D-8A8C-F2018B1A939C")]
internal unsafe partial interface IFile2Slots : IFileSlots
{
    [PreserveSig]
    int GetFileRanges(uint* rangeCount, BG_FILE_RANGE** ranges);

    [PreserveSig]
    int SetRemoteName(char* remoteName);
}
