using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 3.0.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("659CDEAA-489E-11D9-A9CD-000D56965251")]
public partial interface IBackgroundCopyFile3 : IBackgroundCopyFile2
{
    /// <summary><see cref="BackgroundCopyFile.TemporaryName"/>, BG_E_INVALID_STATE where there is none (FILE-9).</summary>
    void GetTemporaryName(out string? temporaryName);

    /// <summary><see cref="BackgroundCopyFile.SetValidationState"/>.</summary>
    void SetValidationState([MarshalAs(UnmanagedType.Bool)] bool isValid);

    /// <summary><see cref="BackgroundCopyFile.IsValidated"/>.</summary>
    void GetValidationState([MarshalAs(UnmanagedType.Bool)] out bool isValid);

    /// <summary>Always false: no peers are emulated.</summary>
    void IsDownloadedFromPeer([MarshalAs(UnmanagedType.Bool)] out bool isFromPeer);
}
