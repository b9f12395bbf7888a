using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>A factory that stands for classes, until it is disposed.</summary>
internal sealed class ClassRegistration : IDisposable
{
    private readonly List<uint> _cookies = [];

    internal ClassRegistration(ComManagerFactory factory, IEnumerable<Guid> classIds)
    {
        nint pointer = ComPointer.Of(factory, ComPointer.IdOf<IClassFactorySlots>());
        try
        {
            foreach (Guid id in classIds)
            {
                _cookies.Add(Ole32.Register(id, pointer));
            }
        }
        catch
        {
            _cookies.ForEach(static cookie => Ole32.Revoke(cookie));
            throw;
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }

    public void Dispose()
    {
        int[] answers = [.. _cookies.Select(Ole32.Revoke)];
        _cookies.Clear();
        Array.ForEach(answers, Marshal.ThrowExceptionForHR);
    }
}
