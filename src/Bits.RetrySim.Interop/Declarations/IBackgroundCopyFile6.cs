using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 10.1: parts on demand (FILE-24).</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("CF6784F7-D677-49FD-9368-CB47AEE9D1AD")]
public partial interface IBackgroundCopyFile6 : IBackgroundCopyFile5
{
    /// <summary><see cref="BackgroundCopyFile.UpdateDownloadPosition"/>.</summary>
    void UpdateDownloadPosition(ulong offset);

    /// <summary><see cref="BackgroundCopyFile.RequestFileRanges"/>.</summary>
    void RequestFileRanges(uint rangeCount, [MarshalUsing(CountElementName = nameof(rangeCount))] BG_FILE_RANGE[] ranges);

    /// <summary><see cref="BackgroundCopyFile.GetFilledFileRanges"/>; null while there are none.</summary>
    void GetFilledFileRanges(out uint rangeCount, [MarshalUsing(CountElementName = nameof(rangeCount))] out BG_FILE_RANGE[]? ranges);
}
