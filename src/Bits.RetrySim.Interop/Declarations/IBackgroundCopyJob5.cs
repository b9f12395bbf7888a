using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 5.0: numbered properties.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("E847030C-BBBA-4657-AF6D-484AA42BF1FE")]
public partial interface IBackgroundCopyJob5 : IBackgroundCopyJob4
{
    /// <summary><see cref="BackgroundCopyJobProperties.Set"/> (section 16.1).</summary>
    void SetProperty(BITS_JOB_PROPERTY_ID property, BITS_JOB_PROPERTY_VALUE value);

    /// <summary><see cref="BackgroundCopyJobProperties.Get"/> (section 16.1).</summary>
    void GetProperty(BITS_JOB_PROPERTY_ID property, out BITS_JOB_PROPERTY_VALUE value);
}
