using System.Runtime.InteropServices;

namespace BitsOnWindows;

/// <summary>What does not hold ends the program.</summary>
internal static class Require
{
    internal static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"It does not hold: {what}");
        }
    }

    internal static void Equal<T>(T expected, T actual, string what) => That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what} is {expected}, but {actual}");

    internal static void Fails<TException>(int hresult, Action action, string what)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException exception)
        {
            Equal($"0x{hresult:X8}", $"0x{exception.HResult:X8}", what);
            return;
        }

        That(holds: false, $"{what} fails");
    }

    /// <summary>Each class of the version comes from this manager, whatever context is asked for.</summary>
    internal static void Hands(nint manager, IEnumerable<Guid> classIds)
    {
        foreach (Guid id in classIds)
        {
            foreach (uint context in Com.Contexts)
            {
                int result = Com.TryCreate(id, context, out nint made);
                Equal($"0x{0:X8}", $"0x{result:X8}", $"creating {id} in context {context}");
                Marshal.Release(made);
                Equal(manager, made, $"the manager of {id} in context {context}");
            }
        }
    }
}
