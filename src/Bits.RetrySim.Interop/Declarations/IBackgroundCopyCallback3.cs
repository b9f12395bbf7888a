using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A client of BITS 10.1, who hears of parts of files.</summary>
/// <remarks>What the client returns decides: S_OK is the end of it, anything else is a refusal, and the call comes again (CB-4).</remarks>
/// <threadsafety>Called as its namesake of the library is: never under a lock; it may call any method of any job.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("98C97BD2-E32B-4AD8-A528-95FD8B16BD42")]
public partial interface IBackgroundCopyCallback3 : IBackgroundCopyCallback2
{
    /// <summary>Parts that were asked for are here: <see cref="Bits.RetrySim.IBackgroundCopyCallback3.FileRangesTransferred"/> (CB-11).</summary>
    [PreserveSig]
    int FileRangesTransferred(
        IBackgroundCopyJob job, IBackgroundCopyFile file, uint rangeCount, [MarshalUsing(CountElementName = nameof(rangeCount))] BG_FILE_RANGE[] ranges);
}
