using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A client of BITS 3.0, who hears of each file.</summary>
/// <remarks>What the client returns decides: S_OK is the end of it, anything else is a refusal, and the call comes again (CB-4).</remarks>
/// <threadsafety>Called as its namesake of the library is: never under a lock; it may call any method of any job.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("659CDEAC-489E-11D9-A9CD-000D56965251")]
public partial interface IBackgroundCopyCallback2 : IBackgroundCopyCallback
{
    /// <summary>A file is here: <see cref="Bits.RetrySim.IBackgroundCopyCallback.FileTransferred"/> (CB-10).</summary>
    [PreserveSig]
    int FileTransferred(IBackgroundCopyJob job, IBackgroundCopyFile file);
}
