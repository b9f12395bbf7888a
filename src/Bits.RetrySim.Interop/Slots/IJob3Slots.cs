using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJob3"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("443C8934-90FF-48ED-BCDE-26F5C7450042")]
internal unsafe partial interface IJob3Slots : IJob2Slots
{
    [PreserveSig]
    int ReplaceRemotePrefix(char* oldPrefix, char* newPrefix);

    [PreserveSig]
    int AddFileWithRanges(char* remoteUrl, char* localName, uint rangeCount, BG_FILE_RANGE* ranges);

    [PreserveSig]
    int SetFileACLFlags(uint flags);

    [PreserveSig]
    int GetFileACLFlags(uint* flags);
}
