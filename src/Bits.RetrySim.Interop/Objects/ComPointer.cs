using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Pointers to the emulator's objects, and managed objects of pointers.</summary>
internal static unsafe class ComPointer
{
    /// <summary>
    /// The emulator's own. An instance takes wrappers that it made for the objects behind them; a client's, which is another one, calls through the pointer, as on
    /// Windows: casts are QueryInterface, and errors are HRESULTs.
    /// </summary>
    private static readonly StrategyBasedComWrappers Wrappers = new();

    /// <summary>One of an object's interfaces, with a reference for the caller; 0 if it has none of that kind.</summary>
    internal static nint Of(object instance, Guid interfaceId)
    {
        nint unknown = Wrappers.GetOrCreateComInterfaceForObject(instance, CreateComInterfaceFlags.None);
        try
        {
            return TryQuery(unknown, interfaceId, out nint pointer) >= 0 ? pointer : 0;
        }
        finally
        {
            Marshal.Release(unknown);
        }
    }

    /// <summary>What a client who talks COM has of it; takes over the reference.</summary>
    internal static T ToManaged<T>(nint pointer)
        where T : class
    {
        try
        {
            return Borrow<T>(pointer);
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }

    /// <summary>The same of a pointer whose reference stays the caller's.</summary>
    internal static T Borrow<T>(nint pointer)
        where T : class => ComInterfaceMarshaller<T>.ConvertToManaged((void*)pointer)!;

    /// <summary>Asks any pointer for an interface.</summary>
    /// <returns>The HRESULT; a pointer that it gives has a reference for the caller.</returns>
    internal static int TryQuery(nint unknown, Guid interfaceId, out nint pointer) => Marshal.QueryInterface(unknown, in interfaceId, out pointer);

    /// <summary>The id of an interface.</summary>
    internal static Guid IdOf<T>() => typeof(T).GUID;

    internal static void** SlotsOf(nint pointer) => *(void***)pointer;
}
