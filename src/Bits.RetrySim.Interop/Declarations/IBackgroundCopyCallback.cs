using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>What a client implements to hear of a job (CB-1), in a class with <see cref="GeneratedComClassAttribute"/>.</summary>
/// <remarks>What the client returns decides: S_OK is the end of it, anything else is a refusal, and the call comes again (CB-4).</remarks>
/// <threadsafety>Called as its namesake of the library is: never under a lock; it may call any method of any job.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("97EA99C7-0186-4AD4-8DF9-C5B4E0ED6B22")]
public partial interface IBackgroundCopyCallback
{
    /// <summary>All files are here: <see cref="Bits.RetrySim.IBackgroundCopyCallback.JobTransferred"/>.</summary>
    [PreserveSig]
    int JobTransferred(IBackgroundCopyJob job);

    /// <summary>The job is in ERROR: <see cref="Bits.RetrySim.IBackgroundCopyCallback.JobError"/>.</summary>
    [PreserveSig]
    int JobError(IBackgroundCopyJob job, IBackgroundCopyError error);

    /// <summary>Something has changed: <see cref="Bits.RetrySim.IBackgroundCopyCallback.JobModification"/>. A refusal is not repeated (CB-7).</summary>
    [PreserveSig]
    int JobModification(IBackgroundCopyJob job, uint reserved);
}
