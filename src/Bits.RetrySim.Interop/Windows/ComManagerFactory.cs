using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Hands out the emulator's manager to whoever creates one of BITS.</summary>
[GeneratedComClass]
internal sealed unsafe partial class ComManagerFactory(BackgroundCopyManager manager, BitsVersion version) : IClassFactorySlots
{
    private const int NoAggregation = unchecked((int)0x80040110);

    public int CreateInstance(nint outer, Guid* interfaceId, nint* instance)
    {
        if (instance is null)
        {
            return HResults.E_INVALIDARG;
        }

        *instance = 0;
        if (interfaceId is null)
        {
            return HResults.E_INVALIDARG;
        }

        if (outer != 0)
        {
            return NoAggregation;
        }

        nint pointer = manager.ToPointer(version);
        int result = ComPointer.TryQuery(pointer, *interfaceId, out nint asked);
        Marshal.Release(pointer);
        *instance = asked;
        return result;
    }

    /// <summary>The process lives as long as it lives.</summary>
    public int LockServer(int isLocked) => 0;
}
