using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>Why a job failed, as <see cref="BackgroundCopyError"/> tells it.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("19C613A0-FCB8-4F28-81AE-897C3D078F81")]
public partial interface IBackgroundCopyError
{
    /// <summary><see cref="BackgroundCopyError.Context"/> and <see cref="BackgroundCopyError.Code"/> (ERR-4).</summary>
    void GetError(out BG_ERROR_CONTEXT context, out int code);

    /// <summary><see cref="BackgroundCopyError.File"/>; BG_E_FILE_NOT_AVAILABLE if it is about none (ERR-5).</summary>
    void GetFile(out IBackgroundCopyFile file);

    /// <summary><see cref="BackgroundCopyError.GetDescription"/> (ERR-7).</summary>
    void GetErrorDescription(uint languageId, out string description);

    /// <summary><see cref="BackgroundCopyError.GetContextDescription"/> (ERR-7).</summary>
    void GetErrorContextDescription(uint languageId, out string description);

    /// <summary><see cref="BackgroundCopyError.Protocol"/>; BG_E_PROTOCOL_NOT_AVAILABLE if it is about none (ERR-6).</summary>
    void GetProtocol(out string protocol);
}
