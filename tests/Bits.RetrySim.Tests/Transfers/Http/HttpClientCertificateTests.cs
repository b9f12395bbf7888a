using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Bits.RetrySim.Tests;

/// <summary>Servers that ask their clients for a certificate (ERR-38).</summary>
[SuppressMessage("Security", "CA5398", Justification = "Each version asks in its own way.")]
public sealed class HttpClientCertificateTests : HttpScene, IDisposable
{
    private const string StoreName = "BitsRetrySimTests";

    private static readonly ServedFile Whole = ServedFile.Of(10_000);

    private readonly X509Certificate2 _server = TestCertificates.OfServer("127.0.0.1", DateTimeOffset.UnixEpoch.AddYears(90));
    private readonly X509Certificate2 _client = TestCertificates.OfClient($"client {Guid.NewGuid():N}");
    private readonly ConcurrentQueue<string> _shown = new();

    public void Dispose()
    {
        using (X509Store store = new(StoreName, StoreLocation.CurrentUser))
        {
            store.Open(OpenFlags.ReadWrite);
            store.Remove(_client);
        }

        _server.Dispose();
        _client.Dispose();
    }

    [Theory]
    [Trait("Rule", "ERR-38")]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Certificate_ThatIsRequired_IsShown(SslProtocols protocols)
    {
        await using FaultServer server = await StartAsync(ClientCertificateMode.RequireCertificate, protocols);
        Keep();
        BackgroundCopyJob job = Fetch(server.Serve("/f", Whole), configure: job => Trust(job, BackgroundCopyCertificateStoreLocation.CurrentUser));

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        _shown.Distinct().Should().Equal(_client.GetCertHashString());
    }

    /// <summary>Whatever the way in which the server ends what it does not like.</summary>
    [Theory]
    [Trait("Rule", "ERR-38")]
    [InlineData(SslProtocols.Tls12, null)]
    [InlineData(SslProtocols.Tls13, null)]
    [InlineData(SslProtocols.Tls13, BackgroundCopyCertificateStoreLocation.CurrentUser)]
    [InlineData(SslProtocols.Tls13, BackgroundCopyCertificateStoreLocation.LocalMachine)]
    public async Task Certificate_ThatIsRequiredAndMissing_IsTheError(SslProtocols protocols, BackgroundCopyCertificateStoreLocation? store)
    {
        await using FaultServer server = await StartAsync(ClientCertificateMode.RequireCertificate, protocols);
        BackgroundCopyJob job = Fetch(server.Serve("/f", Whole), configure: job => Trust(job, store));

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_CLIENT_AUTH_CERT_NEEDED);
        server.Requests.Should().BeEmpty();
        Keep();
        Trust(job, BackgroundCopyCertificateStoreLocation.CurrentUser);
        job.Resume();
        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    /// <summary>A connection that breaks has nothing to do with what the server asked for, and did without.</summary>
    [Fact]
    [Trait("Rule", "ERR-38")]
    public async Task Certificate_ThatIsAskedForOnly_IsNotNeeded()
    {
        await using FaultServer server = await StartAsync(ClientCertificateMode.AllowCertificate, SslProtocols.None);
        BackgroundCopyJob job = Fetch(server.Serve("/f", Whole, null, new ServerFault.Drop(5_000), new ServerFault.Drop(-1), new ServerFault.Drop(-1)), configure: job => Trust(job, null));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        _shown.Should().BeEmpty();
    }

    private Task<FaultServer> StartAsync(ClientCertificateMode mode, SslProtocols protocols) => FaultServer.StartAsync(_server, https =>
    {
        (https.ClientCertificateMode, https.SslProtocols) = (mode, protocols);
        https.ClientCertificateValidation = (certificate, _, _) =>
        {
            _shown.Enqueue(certificate.GetCertHashString());
            return true;
        };
    });

    private void Keep()
    {
        using X509Store store = new(StoreName, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadWrite);
        using X509Certificate2 kept = X509CertificateLoader.LoadPkcs12(_client.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.PersistKeySet | X509KeyStorageFlags.UserKeySet);
        store.Add(kept);
    }

    private void Trust(BackgroundCopyJob job, BackgroundCopyCertificateStoreLocation? store)
    {
        job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority;
        if (store is { } location)
        {
            job.ClientCertificate.SetById(location, StoreName, _client.GetCertHash());
        }
    }
}
