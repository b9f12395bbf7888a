using System.Diagnostics.CodeAnalysis;
using System.Security.Authentication;

namespace Bits.RetrySim;

/// <summary>A connection is not made because of the server's certificate.</summary>
/// <param name="code">What is wrong with it; 0: nothing, but the job's client has to approve it (PROP-25).</param>
/// <param name="describe">The certificate as the client is handed it, given who shows it; null where nobody is asked.</param>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the line.")]
internal sealed class CertificateException(int code, Func<string, BackgroundCopyServerCertificate>? describe = null)
    : AuthenticationException(code == 0 ? "The certificate has to be approved." : ErrorText.Format(code))
{
    internal int Code => code;

    /// <summary>That for which a request failed, however deep it is; null: it failed for another reason.</summary>
    internal static CertificateException? In(Exception? failure)
    {
        while (failure is not (null or CertificateException))
        {
            failure = failure.InnerException;
        }

        return (CertificateException?)failure;
    }

    internal BackgroundCopyServerCertificate Of(Uri server) => describe!($"{server.IdnHost}:{server.Port}");
}
