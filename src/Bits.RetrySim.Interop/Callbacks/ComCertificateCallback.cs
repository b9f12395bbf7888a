using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>A client's object that judges the certificates of servers: what it answers other than S_OK refuses one (PROP-25).</summary>
internal sealed unsafe class ComCertificateCallback : Bits.RetrySim.IBackgroundCopyServerCertificateValidationCallback, IReleasableCallback
{
    private const int Slot = 3;

    private readonly ComClient _client;
    private readonly ComSession _session;

    private ComCertificateCallback(ComClient client, ComSession session)
    {
        _client = client;
        _session = session;
    }

    /// <summary>Null for a null pointer: nobody.</summary>
    /// <exception cref="BitsException">The object judges no certificates.</exception>
    internal static ComCertificateCallback? Of(nint unknown, ComSession session) => unknown == 0
        ? null
        : new ComCertificateCallback(ComClient.Of(unknown, ComPointer.IdOf<IBackgroundCopyServerCertificateValidationCallback>()), session);

    public void Release(BackgroundCopyJob job) => _client.Dispose();

    public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate)
    {
        nint jobPointer = _session.PointerTo(job);
        nint filePointer = _session.PointerTo(file);
        try
        {
            byte[] data = certificate.RawData.ToArray();
            byte[] store = certificate.ChainData.ToArray();
            int hresult = _client.Managed is IBackgroundCopyServerCertificateValidationCallback managed
                ? managed.ValidateServerCertificate(
                    ComPointer.Borrow<IBackgroundCopyJob>(jobPointer), ComPointer.Borrow<IBackgroundCopyFile>(filePointer),
                    (uint)data.Length, data, (uint)certificate.EncodingType, (uint)store.Length, store)
                : Call(jobPointer, filePointer, data, (uint)certificate.EncodingType, store);
            if (hresult != 0)
            {
                throw new BitsException("The client refused the certificate.", hresult);
            }
        }
        finally
        {
            Marshal.Release(filePointer);
            Marshal.Release(jobPointer);
        }
    }

    private int Call(nint job, nint file, byte[] data, uint encoding, byte[] store) => _client.Call(
        (Job: job, File: file, Data: data, Encoding: encoding, Store: store),
        static (self, call) =>
        {
            fixed (byte* data = call.Data, store = call.Store)
            {
                return ((delegate* unmanaged[MemberFunction]<nint, nint, nint, uint, byte*, uint, uint, byte*, int>)ComPointer.SlotsOf(self)[Slot])(
                    self, call.Job, call.File, (uint)call.Data.Length, data, call.Encoding, (uint)call.Store.Length, store);
            }
        });
}
