using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of COM's IClassFactory, which makes the objects of a class.</summary>
[GeneratedComInterface]
[Guid("00000001-0000-0000-C000-000000000046")]
internal unsafe partial interface IClassFactorySlots
{
    [PreserveSig]
    int CreateInstance(nint outer, Guid* interfaceId, nint* instance);

    [PreserveSig]
    int LockServer(int isLocked);
}
