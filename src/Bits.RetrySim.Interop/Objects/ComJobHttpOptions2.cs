using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 10.2: another HTTP method.</summary>
[GeneratedComClass]
internal unsafe partial class ComJobHttpOptions2(BackgroundCopyJob job, ComSession session) : ComJob5(job, session), IHttpOptions2Slots
{
    public int SetHttpMethod(char* method) => Set(method, static (job, text) => job.Http.Method = text);

    public int GetHttpMethod(char** method) => Get(method, static job => job.Http.Method);
}
