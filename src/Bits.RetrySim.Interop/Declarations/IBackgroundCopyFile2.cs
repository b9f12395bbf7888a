using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A file of BITS 2.0.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("83E81B93-0873-474D-8A8C-F2018B1A939C")]
public partial interface IBackgroundCopyFile2 : IBackgroundCopyFile
{
    /// <summary><see cref="BackgroundCopyFile.Ranges"/>: S_OK, or S_FALSE and no ranges for a whole file (FILE-12).</summary>
    [PreserveSig]
    int GetFileRanges(ref uint rangeCount, [MarshalUsing(CountElementName = nameof(rangeCount))] out BG_FILE_RANGE[]? ranges);

    /// <summary><see cref="BackgroundCopyFile.SetRemoteName(string)"/> (FILE-13).</summary>
    void SetRemoteName(string remoteName);
}
