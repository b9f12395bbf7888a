using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 2.0: parts of files, and other servers.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("443C8934-90FF-48ED-BCDE-26F5C7450042")]
public partial interface IBackgroundCopyJob3 : IBackgroundCopyJob2
{
    /// <summary><see cref="BackgroundCopyJob.ReplaceRemotePrefix"/>: S_OK, or S_FALSE if no name begins so (FILE-14).</summary>
    [PreserveSig]
    int ReplaceRemotePrefix(string oldPrefix, string newPrefix);

    /// <summary><see cref="BackgroundCopyJob.AddFileWithRanges(string, string, IEnumerable{BackgroundCopyFileRange})"/> (FILE-11).</summary>
    void AddFileWithRanges(string remoteUrl, string localName, uint rangeCount, [MarshalUsing(CountElementName = nameof(rangeCount))] BG_FILE_RANGE[] ranges);

    /// <summary><see cref="BackgroundCopyJobFileSharing.FileAclOptions"/>.</summary>
    void SetFileACLFlags(uint flags);

    /// <summary><see cref="BackgroundCopyJobFileSharing.FileAclOptions"/>.</summary>
    void GetFileACLFlags(out uint flags);
}
