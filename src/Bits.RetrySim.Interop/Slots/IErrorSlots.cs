using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyError"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("19C613A0-FCB8-4F28-81AE-897C3D078F81")]
internal unsafe partial interface IErrorSlots
{
    [PreserveSig]
    int GetError(BG_ERROR_CONTEXT* context, int* code);

    [PreserveSig]
    int GetFile(nint* file);

    [PreserveSig]
    int GetErrorDescription(uint languageId, char** description);

    [PreserveSig]
    int GetErrorContextDescription(uint languageId, char** description);

    [PreserveSig]
    int GetProtocol(char** protocol);
}
