using System.Diagnostics.CodeAnalysis;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim;

/// <summary>A connection is not made because of the server's certificate.</summary>
/// <param name="code">What is wrong with it; 0: nothing, but the job's client has to approve it (PROP-25).</param>
/// <param name="shown">The certificate.</param>
/// <param name="chain">Those that vouch for it, as a serialized store or, where the system knows none, as PKCS #7.</param>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the line.")]
internal sealed class CertificateException(int code, X509Certificate2? shown = null, byte[]? chain = null) : AuthenticationException(code == 0 ? "The certificate has to be approved." : ErrorText.Format(code))
{
    internal int Code => code;

    /// <summary>As the client is handed it.</summary>
    internal BackgroundCopyServerCertificate Of(Uri server) =>
        new($"{server.IdnHost}:{server.Port}", shown!.Subject, shown.RawData, chain ?? [], shown.GetCertHashString());
}
