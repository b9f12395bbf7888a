using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyFile"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("01B7BD23-FB88-4A77-8490-5891D3E4653A")]
internal unsafe partial interface IFileSlots
{
    [PreserveSig]
    int GetRemoteName(char** remoteName);

    [PreserveSig]
    int GetLocalName(char** localName);

    [PreserveSig]
    int GetProgress(BG_FILE_PROGRESS* progress);
}
