using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyFile3"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("659CDEAA-489E-11D9-A9CD-000D56965251")]
internal unsafe partial interface IFile3Slots : IFile2Slots
{
    [PreserveSig]
    int GetTemporaryName(char** temporaryName);

    [PreserveSig]
    int SetValidationState(int isValid);

    [PreserveSig]
    int GetValidationState(int* isValid);

    [PreserveSig]
    int IsDownloadedFromPeer(int* isFromPeer);
}
