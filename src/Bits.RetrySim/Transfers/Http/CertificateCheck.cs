using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim;

/// <summary>Looks at the certificate of a server as a job's security options say (PROP-30, ERR-28).</summary>
internal static class CertificateCheck
{
    private static readonly (X509ChainStatusFlags Flags, BackgroundCopySecurityOptions Accepts, int Code)[] Checks =
    [
        (X509ChainStatusFlags.Revoked, 0, HResults.ERROR_WINHTTP_SECURE_CERT_REVOKED),
        (X509ChainStatusFlags.NotTimeValid, BackgroundCopySecurityOptions.IgnoreDateInvalid, HResults.ERROR_WINHTTP_SECURE_CERT_DATE_INVALID),
        (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain, BackgroundCopySecurityOptions.IgnoreUnknownAuthority, HResults.ERROR_WINHTTP_SECURE_INVALID_CA),
        (X509ChainStatusFlags.NotValidForUsage, BackgroundCopySecurityOptions.IgnoreWrongUsage, HResults.ERROR_WINHTTP_SECURE_CERT_WRONG_USAGE),
        (X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation, 0, HResults.ERROR_WINHTTP_SECURE_CERT_REV_FAILED),
    ];

    private static readonly X509ChainStatusFlags Known = Checks.Aggregate(X509ChainStatusFlags.NoError, static (all, check) => all | check.Flags);

    /// <summary>Lets a connection be made, or says why not.</summary>
    /// <exception cref="CertificateException">The certificate is not good, or has to be approved first (PROP-25).</exception>
    internal static bool Pass(TransferSettings settings, string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (CodeOf(chain, errors, settings.SecurityOptions) is var code and not 0)
        {
            throw new CertificateException(code);
        }

        if (settings.ServerCertificates is { } approvals)
        {
            X509Certificate2 shown = (X509Certificate2)certificate!;
            string hash = shown.GetCertHashString();
            if (!approvals.Contain(host, hash))
            {
                // The certificate itself goes with the connection.
                (string subject, byte[] data, byte[] all) = (shown.Subject, shown.RawData, Export(chain!));
                throw new CertificateException(0, server => new BackgroundCopyServerCertificate(server, subject, data, all, hash));
            }
        }

        return true;
    }

    internal static int CodeOf(X509Chain? chain, SslPolicyErrors errors, BackgroundCopySecurityOptions options)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || chain is null)
        {
            return HResults.ERROR_WINHTTP_SECURE_INVALID_CERT;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) && (options & BackgroundCopySecurityOptions.IgnoreCommonNameInvalid) == 0)
        {
            return HResults.ERROR_WINHTTP_SECURE_CERT_CN_INVALID;
        }

        X509ChainStatusFlags found = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, static (all, status) => all | status.Status);
        foreach ((X509ChainStatusFlags flags, BackgroundCopySecurityOptions accepts, int code) in Checks)
        {
            if ((found & flags) != 0 && (accepts == 0 || (options & accepts) == 0))
            {
                return code;
            }
        }

        return (found & ~Known) != 0 ? HResults.ERROR_WINHTTP_SECURE_FAILURE : 0;
    }

    /// <summary>As a serialized store or, where the system knows none, as PKCS #7.</summary>
    private static byte[] Export(X509Chain chain)
    {
        X509Certificate2[] all = [.. chain.ChainElements.Cast<X509ChainElement>().Select(static element => element.Certificate)];
        return new X509Certificate2Collection(all).Export(OperatingSystem.IsWindows() ? X509ContentType.SerializedStore : X509ContentType.Pkcs7) ?? [];
    }
}
