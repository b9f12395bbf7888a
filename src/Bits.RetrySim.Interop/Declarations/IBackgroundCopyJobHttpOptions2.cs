using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The same from BITS 10.2 on.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("B591A192-A405-4FC3-8323-4C5C542578FC")]
public partial interface IBackgroundCopyJobHttpOptions2 : IBackgroundCopyJobHttpOptions
{
    /// <summary><see cref="BackgroundCopyJobHttp.Method"/>; null: the default (PROP-24).</summary>
    void SetHttpMethod(string? method);

    /// <summary><see cref="BackgroundCopyJobHttp.Method"/>.</summary>
    void GetHttpMethod(out string? method);
}
