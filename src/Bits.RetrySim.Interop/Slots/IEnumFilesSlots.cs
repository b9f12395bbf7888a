using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IEnumBackgroundCopyFiles"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("CA51E165-C365-424C-8D41-24AAA4FF3C40")]
internal unsafe partial interface IEnumFilesSlots
{
    [PreserveSig]
    int Next(uint count, nint* files, uint* fetched);

    [PreserveSig]
    int Skip(uint count);

    [PreserveSig]
    int Reset();

    [PreserveSig]
    int Clone(nint* copy);

    [PreserveSig]
    int GetCount(uint* count);
}
