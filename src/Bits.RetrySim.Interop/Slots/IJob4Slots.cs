using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJob4"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("659CDEAE-489E-11D9-A9CD-000D56965251")]
internal unsafe partial interface IJob4Slots : IJob3Slots
{
    [PreserveSig]
    int SetPeerCachingFlags(uint flags);

    [PreserveSig]
    int GetPeerCachingFlags(uint* flags);

    [PreserveSig]
    int GetOwnerIntegrityLevel(uint* level);

    [PreserveSig]
    int GetOwnerElevationState(int* isElevated);

    [PreserveSig]
    int SetMaximumDownloadTime(uint seconds);

    [PreserveSig]
    int GetMaximumDownloadTime(uint* seconds);
}
