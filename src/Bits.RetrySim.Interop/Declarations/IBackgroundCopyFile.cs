using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of a job, as <see cref="BackgroundCopyFile"/> is.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("01B7BD23-FB88-4A77-8490-5891D3E4653A")]
public partial interface IBackgroundCopyFile
{
    /// <summary><see cref="BackgroundCopyFile.RemoteName"/>.</summary>
    void GetRemoteName(out string remoteName);

    /// <summary><see cref="BackgroundCopyFile.LocalName"/>.</summary>
    void GetLocalName(out string localName);

    /// <summary><see cref="BackgroundCopyFile.Progress"/>; a size that is not known is <see cref="BitsConstants.BG_SIZE_UNKNOWN"/>.</summary>
    void GetProgress(out BG_FILE_PROGRESS progress);
}
