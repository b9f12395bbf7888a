using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJobHttpOptions2"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("B591A192-A405-4FC3-8323-4C5C542578FC")]
internal unsafe partial interface IHttpOptions2Slots : IHttpOptionsSlots
{
    [PreserveSig]
    int SetHttpMethod(char* method);

    [PreserveSig]
    int GetHttpMethod(char** method);
}
