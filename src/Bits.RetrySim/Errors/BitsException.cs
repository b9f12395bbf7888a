using System.Runtime.InteropServices;

namespace Bits.RetrySim;

/// <summary>A call that failed with an HRESULT that .NET has no exception of its own for.</summary>
/// <remarks>
/// <see cref="Exception.HResult"/> is the code of <see cref="HResults"/>, as with the exceptions that .NET throws for calls of the COM
/// interfaces of BITS. Three codes appear as the exceptions to which .NET maps them, with the same <see cref="Exception.HResult"/>:
/// E_INVALIDARG as <see cref="ArgumentException"/>, E_NOTIMPL as <see cref="NotImplementedException"/> and E_ACCESSDENIED as
/// <see cref="UnauthorizedAccessException"/>.
/// A callback may throw one too: its code then is the callback's result.
/// </remarks>
/// <threadsafety>Instances do not change and may be used from any thread.</threadsafety>
public sealed class BitsException : COMException
{
    /// <summary>Makes an exception that stands for a failed call.</summary>
    /// <param name="message">What failed, and why.</param>
    /// <param name="hresult">The failure, one of <see cref="HResults"/> or any other; kept as it is.</param>
    public BitsException(string message, int hresult)
        : base(message, hresult)
    {
    }
}
