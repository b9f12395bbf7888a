namespace Bits.RetrySim;

/// <summary>What has to be settled before a server looks at a request: proxy, certificate, credentials. Guarded by the network's lock.</summary>
internal static class Handshake
{
    private static readonly (SimulatedCertificateFlaws Flaw, BackgroundCopySecurityOptions Accepts, int Code)[] Checks =
    [
        (SimulatedCertificateFlaws.CommonName, BackgroundCopySecurityOptions.IgnoreCommonNameInvalid, HResults.ERROR_WINHTTP_SECURE_CERT_CN_INVALID),
        (SimulatedCertificateFlaws.Date, BackgroundCopySecurityOptions.IgnoreDateInvalid, HResults.ERROR_WINHTTP_SECURE_CERT_DATE_INVALID),
        (SimulatedCertificateFlaws.UnknownAuthority, BackgroundCopySecurityOptions.IgnoreUnknownAuthority, HResults.ERROR_WINHTTP_SECURE_INVALID_CA),
        (SimulatedCertificateFlaws.WrongUsage, BackgroundCopySecurityOptions.IgnoreWrongUsage, HResults.ERROR_WINHTTP_SECURE_CERT_WRONG_USAGE),
    ];

    /// <summary>0, or the code with which a proxy refuses the way to a host.</summary>
    internal static int PassProxy(SimulatedNetwork network, SimulatedHost? host, TransferSettings settings)
    {
        ProxyChoice choice = ProxyTo(network, host, settings);
        return choice.Code != 0 ? choice.Code
            : choice.Proxy is { } proxy && !proxy.Admits_NeedsLock(settings) ? HResults.BG_E_HTTP_ERROR_407
            : 0;
    }

    /// <summary>Which proxy stands on the way to a host.</summary>
    internal static ProxyChoice ProxyTo(SimulatedNetwork network, SimulatedHost? host, TransferSettings settings) =>
        network.Proxies.IsEmpty_NeedsLock && settings.Proxy.Usage != BackgroundCopyProxyUsage.Override ? default
            : ProxyChoice.For(network, host?.Name ?? "", settings.Proxy);

    /// <summary>With which code one of the two sides ends it, or what the job's client has to approve, after the normal checks (PROP-25).</summary>
    internal static Encounter Pass(SimulatedHost host, bool isSecure, TransferSettings settings)
    {
        int code = isSecure ? CheckCertificates(host, settings) : 0;
        if (code == 0 && isSecure && settings.ServerCertificates is { } approvals && !approvals.Contain(host.Certificate_NeedsLock))
        {
            return new Encounter(0, Certificate: host.Certificate_NeedsLock);
        }

        bool isRefused = code == 0 && host.Demand_NeedsLock is { } demand && !demand.IsMet(settings.Credentials, BackgroundCopyAuthTarget.Server);
        return new Encounter(isRefused ? HResults.BG_E_HTTP_ERROR_401 : code);
    }

    private static int CheckCertificates(SimulatedHost host, TransferSettings settings) =>
        CheckCertificate(host.Flaws_NeedsLock, settings.SecurityOptions) is var refused and not 0 ? refused
        : host.ClientCertificate_NeedsLock is not { } wanted || wanted.Equals(settings.ClientCertificate?.SubjectName ?? settings.ClientCertificate?.Hash, StringComparison.OrdinalIgnoreCase) ? 0
        : HResults.ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED;

    private static int CheckCertificate(SimulatedCertificateFlaws flaws, BackgroundCopySecurityOptions options)
    {
        foreach ((SimulatedCertificateFlaws flaw, BackgroundCopySecurityOptions accepts, int code) in Checks)
        {
            if ((flaws & flaw) != 0 && (options & accepts) == 0)
            {
                return code;
            }
        }

        bool checks = (options & BackgroundCopySecurityOptions.EnableRevocationCheck) != 0;
        return !checks ? 0
            : (flaws & SimulatedCertificateFlaws.Revoked) != 0 ? HResults.ERROR_WINHTTP_SECURE_CERT_REVOKED
            : (flaws & SimulatedCertificateFlaws.RevocationUnknown) != 0 ? HResults.ERROR_WINHTTP_SECURE_CERT_REV_FAILED
            : 0;
    }
}
