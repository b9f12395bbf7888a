using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>A reference to a client's object, which is given back when it is disposed, and not before a call that is under way has returned.</summary>
internal sealed class ComReference : SafeHandle
{
    /// <summary>The object is no more where it was (RPC_E_DISCONNECTED).</summary>
    private const int Disconnected = unchecked((int)0x80010108);

    private ComReference(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    public override bool IsInvalid => handle == 0;

    /// <summary>The pointer itself.</summary>
    internal static ComReference To(nint pointer)
    {
        Marshal.AddRef(pointer);
        return new ComReference(pointer);
    }

    /// <summary>One of the object's interfaces; null if it has none of that kind.</summary>
    /// <param name="unknown">The object.</param>
    /// <param name="interfaceId">Which interface.</param>
    /// <param name="hresult">What the object answered.</param>
    internal static ComReference? Query(nint unknown, Guid interfaceId, out int hresult)
    {
        hresult = ComPointer.TryQuery(unknown, interfaceId, out nint pointer);
        return hresult >= 0 ? new ComReference(pointer) : null;
    }

    /// <summary>Calls the object, which is kept meanwhile.</summary>
    /// <returns>What it answered; a failure without a call if it has been given back: then nobody has taken note, and whoever is registered now is told.</returns>
    internal int Call<TArgument>(TArgument argument, Func<nint, TArgument, int> call)
    {
        if (!TryKeep())
        {
            return Disconnected;
        }

        try
        {
            return call(handle, argument);
        }
        finally
        {
            DangerousRelease();
        }
    }

    /// <summary>The pointer with a reference for the client; 0 if it has been given back.</summary>
    internal nint Lend()
    {
        if (!TryKeep())
        {
            return 0;
        }

        try
        {
            Marshal.AddRef(handle);
            return handle;
        }
        finally
        {
            DangerousRelease();
        }
    }

    protected override bool ReleaseHandle()
    {
        Marshal.Release(handle);
        return true;
    }

    private bool TryKeep()
    {
        try
        {
            bool isKept = false;
            DangerousAddRef(ref isKept);
            return isKept;
        }
        catch (ObjectDisposedException)
        {
            // The job let go of it between the decision to call and the call.
            return false;
        }
    }
}
