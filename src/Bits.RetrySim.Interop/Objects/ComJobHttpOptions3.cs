using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 10.3: the client judges the certificates of servers.</summary>
[GeneratedComClass]
internal sealed unsafe partial class ComJobHttpOptions3(BackgroundCopyJob job, ComSession session) : ComJobHttpOptions2(job, session), IHttpOptions3Slots
{
    public int SetServerCertificateValidationInterface(nint callback) => Do((Pointer: callback, Session), static (job, set) =>
    {
        ComCertificateCallback? client = ComCertificateCallback.Of(set.Pointer, set.Session);
        try
        {
            job.Http.SetServerCertificateValidationInterface(client);
            client = null;
        }
        finally
        {
            client?.Release(job);
        }
    });

    public int MakeCustomHeadersWriteOnly() => Do(static job => job.Http.MakeCustomHeadersWriteOnly());
}
