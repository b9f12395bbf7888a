using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace BitsOnWindows;

/// <summary>A factory of somebody else.</summary>
/// <param name="manager">What it hands out; lives longer than the factory.</param>
[GeneratedComClass]
internal sealed unsafe partial class Factory(nint manager) : IFactory
{
    public int CreateInstance(nint outer, Guid* interfaceId, nint* instance)
    {
        Guid asked = *interfaceId;
        int result = Marshal.QueryInterface(manager, in asked, out nint made);
        *instance = made;
        return result;
    }

    public int LockServer(int isLocked) => 0;
}

/// <summary>IClassFactory.</summary>
[GeneratedComInterface]
[Guid("00000001-0000-0000-C000-000000000046")]
internal unsafe partial interface IFactory
{
    [PreserveSig]
    int CreateInstance(nint outer, Guid* interfaceId, nint* instance);

    [PreserveSig]
    int LockServer(int isLocked);
}
