namespace Bits.RetrySim;

/// <summary>
/// A client's own judgement of the certificates that servers show: <see cref="BackgroundCopyJobHttp.SetServerCertificateValidationInterface"/> (PROP-25).
/// </summary>
/// <remarks>
/// Asked on each https attempt, before the server sees the request, and only about certificates that the normal checks let pass. What it returns from is approved: the
/// same certificate of the same server is not asked about again for that job until the setter is called again. What it throws refuses the certificate: a
/// <see cref="System.Runtime.InteropServices.COMException"/>, such as <see cref="BitsException"/>, with its HRESULT; any other exception does so as well, and
/// <see cref="BitsSimulation"/> rethrows it at the end of the Advance. The job is then in TRANSIENT_ERROR with that HRESULT and the context
/// <see cref="BackgroundCopyErrorContext.ServerCertificateCallback"/>, and is retried (ERR-36).
/// </remarks>
/// <threadsafety>Called as <see cref="IBackgroundCopyCallback"/> is: never under a lock, never inside a client's own call; it may call any method of any job.</threadsafety>
public interface IBackgroundCopyServerCertificateValidationCallback
{
    /// <summary>Judges a certificate: returns if it is good, throws if it is not.</summary>
    /// <param name="job">The job.</param>
    /// <param name="file">The file that is about to be asked for.</param>
    /// <param name="certificate">What the server shows.</param>
    void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate);
}
