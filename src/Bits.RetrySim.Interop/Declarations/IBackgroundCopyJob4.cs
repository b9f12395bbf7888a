using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 3.0: the longest download time, and its owner.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("659CDEAE-489E-11D9-A9CD-000D56965251")]
public partial interface IBackgroundCopyJob4 : IBackgroundCopyJob3
{
    /// <summary><see cref="BackgroundCopyJobFileSharing.PeerCaching"/>.</summary>
    void SetPeerCachingFlags(uint flags);

    /// <summary><see cref="BackgroundCopyJobFileSharing.PeerCaching"/>.</summary>
    void GetPeerCachingFlags(out uint flags);

    /// <summary>The integrity level of the owner: 0x2000 (medium), 0x3000 (high) of one who was elevated, 0x4000 (system) of a service (our reading).</summary>
    void GetOwnerIntegrityLevel(out uint level);

    /// <summary><see cref="BackgroundCopyJob.IsOwnerElevated"/> (COM-10).</summary>
    void GetOwnerElevationState([MarshalAs(UnmanagedType.Bool)] out bool isElevated);

    /// <summary><see cref="BackgroundCopyJob.MaximumDownloadTime"/>, in seconds.</summary>
    void SetMaximumDownloadTime(uint seconds);

    /// <summary><see cref="BackgroundCopyJob.MaximumDownloadTime"/>, in seconds.</summary>
    void GetMaximumDownloadTime(out uint seconds);
}
