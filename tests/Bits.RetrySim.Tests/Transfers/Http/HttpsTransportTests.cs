using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim.Tests;

/// <summary>Certificates of servers: what is accepted, what is refused with which code, and what the client is asked (PROP-25, PROP-30, ERR-28, ERR-36).</summary>
public sealed class HttpsTransportTests : HttpScene
{
    private static readonly ServedFile Whole = ServedFile.Of(10_000);
    private readonly X509Certificate2 _certificate = TestCertificates.OfServer("127.0.0.1", DateTimeOffset.UnixEpoch.AddYears(90));

    private protected override X509Certificate2? Certificate => _certificate;

    [Fact]
    [Trait("Rule", "ERR-28")]
    public async Task Certificate_OfAnUnknownAuthority_IsRefused()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_SECURE_INVALID_CA);
        Server.Requests.Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "ERR-28")]
    [InlineData(System.Net.Security.SslPolicyErrors.RemoteCertificateNotAvailable)]
    [InlineData(System.Net.Security.SslPolicyErrors.None)]
    public void Certificate_ThatIsNotShown_IsInvalid(System.Net.Security.SslPolicyErrors errors) =>
        CertificateCheck.CodeOf(chain: null, errors, default).Should().Be(HResults.ERROR_WINHTTP_SECURE_INVALID_CERT);

    [Fact]
    [Trait("Rule", "PROP-30")]
    public async Task Certificate_OfAnUnknownAuthority_IsAcceptedWhereThatIsIgnored()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "PROP-30")]
    public async Task Certificate_OfAnotherName_IsRefused()
    {
        BackgroundCopyJob job = Fetch(
            Server.Serve("/f", Whole).Replace("127.0.0.1", "localhost", StringComparison.Ordinal),
            configure: job => job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority);

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_SECURE_CERT_CN_INVALID);
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public async Task Certificate_ClientIsAsked_GoesOnWhenHeApproves()
    {
        List<BackgroundCopyServerCertificate> shown = [];
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job =>
        {
            job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority;
            job.Http.SetServerCertificateValidationInterface(new Judge(shown.Add));
        });

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        BackgroundCopyServerCertificate certificate = shown.Should().ContainSingle().Subject;
        (certificate.Server, certificate.Hash).Should().Be(($"127.0.0.1:{Server.Address.Port}", _certificate.GetCertHashString()));
        certificate.RawData.ToArray().Should().Equal(_certificate.RawData);
    }

    [Fact]
    [Trait("Rule", "ERR-36")]
    public async Task Certificate_ClientRefuses_IsHisError()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job =>
        {
            job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority;
            job.Http.SetServerCertificateValidationInterface(new Judge(_ => throw new BitsException("no", HResults.E_FAIL)));
        });

        (await FirstEndAsync(job)).Should().Be(BackgroundCopyJobState.TransientError);

        (job.Error!.Code, job.Error.Context).Should().Be((HResults.E_FAIL, BackgroundCopyErrorContext.ServerCertificateCallback));
        Server.Requests.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "PROP-30")]
    public async Task Redirect_FromHttpsToHttp_NeedsToBeAllowed()
    {
        await using FaultServer plain = await FaultServer.StartAsync();
        ServerFault down = new ServerFault.Redirect(plain.Serve("/g", Whole));
        BackgroundCopyJob refused = Fetch(Server.Serve("/1", Whole, down), "1", configure: job => job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority);
        await FirstEndAsync(refused);
        refused.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_REDIRECT_FAILED);
        plain.Requests.Should().BeEmpty();

        BackgroundCopyJob allowed = Fetch(Server.Serve("/2", Whole, down, down), "2", configure: job =>
            job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority | BackgroundCopySecurityOptions.RedirectHttpsToHttp);

        (await EndAsync(allowed)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    private sealed class Judge(Action<BackgroundCopyServerCertificate> judge) : IBackgroundCopyServerCertificateValidationCallback
    {
        public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate) => judge(certificate);
    }
}
