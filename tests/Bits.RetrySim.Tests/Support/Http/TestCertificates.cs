using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim.Tests;

/// <summary>Certificates that vouch for themselves.</summary>
internal static class TestCertificates
{
    internal static X509Certificate2 OfServer(string address, DateTimeOffset end) => Make($"CN={address}", end, request =>
    {
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Parse(address));
        request.CertificateExtensions.Add(names.Build());
    });

    internal static X509Certificate2 OfClient(string name) => Make($"CN={name}", DateTimeOffset.UnixEpoch.AddYears(90), static _ => { });

    private static X509Certificate2 Make(string subject, DateTimeOffset end, Action<CertificateRequest> extend)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        extend(request);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, end);
    }
}
