using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What a job's requests carry, and what servers and proxies make of it.</summary>
public sealed class HttpSettingsTests : IDisposable
{
    private const BackgroundCopyAuthTarget Server = BackgroundCopyAuthTarget.Server;
    private const BackgroundCopyAuthTarget Proxy = BackgroundCopyAuthTarget.Proxy;

    private readonly BitsSimulation _bits = new();

    public HttpSettingsTests()
    {
        _bits.Network.RequestsKept = 100;
        _bits.Network.Host("h").Resource("/f", 1_000);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "DEF-custom-headers")]
    [Trait("Rule", "DEF-http-method")]
    [Trait("Rule", "DEF-security-flags")]
    [Trait("Rule", "DEF-proxy")]
    public void NewJob_HasTheDefaults()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");

        job.CustomHeaders.Should().BeNull();
        job.HttpMethod.Should().Be("GET");
        job.SecurityOptions.Should().Be(BackgroundCopySecurityOptions.None);
        (job.Proxy.Usage, job.Proxy.List, job.Proxy.BypassList).Should().Be((BackgroundCopyProxyUsage.Preconfig, null, null));
    }

    [Fact]
    [Trait("Rule", "HTTP-7")]
    public void CustomHeaders_Set_AreSentWithEachRequest()
    {
        _bits.Network.Host("h").Outage(TimeSpan.Zero, TimeSpan.FromMinutes(5), SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = Job();
        job.CustomHeaders = "X-One: 1\r\nX-Two: a:b\r\n";
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromMinutes(11));

        _bits.Network.Host("h").Requests.Should().HaveCount(2).And.OnlyContain(request => request.RequestHeaders["x-one"] == "1" && request.RequestHeaders["X-Two"] == "a:b");
        job.CustomHeaders.Should().Be("X-One: 1\r\nX-Two: a:b\r\n");
        job.CustomHeaders = "";
        job.CustomHeaders.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void MakeCustomHeadersWriteOnly_Called_HidesThemForGood()
    {
        BackgroundCopyJob job = Job();
        job.CustomHeaders = "X: secret";
        job.Http.MakeCustomHeadersWriteOnly();
        job.CustomHeaders = "X: other";

        FluentActions.Invoking(() => job.CustomHeaders).Should().Throw<UnauthorizedAccessException>().Where(e => e.HResult == unchecked((int)0x80070005));
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        _bits.Network.Host("h").Requests.Single().RequestHeaders["X"].Should().Be("other");
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    [Trait("Rule", "ERR-22")]
    public void Credentials_AskedForAndGivenLater_AreTakenAtResume()
    {
        _bits.Network.Host("h").RequiresCredentials(BackgroundCopyAuthScheme.Digest, "user", "word");
        BackgroundCopyJob job = Job();
        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, Server, "user", "word");
        job.Credentials.Add(BackgroundCopyAuthScheme.Digest, Server, "user", "wrong");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_HTTP_ERROR_401));

        job.Credentials.Add(BackgroundCopyAuthScheme.Digest, Server, "user", "word");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    public void Credentials_Removed_SaysWhetherThereWereAny()
    {
        BackgroundCopyJob job = Job();
        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, Server, "u", "p");

        job.Credentials.Remove(BackgroundCopyAuthScheme.Basic, Proxy).Should().BeFalse();
        job.Credentials.Remove(BackgroundCopyAuthScheme.Basic, Server).Should().BeTrue();
        job.Credentials.Remove(BackgroundCopyAuthScheme.Basic, Server).Should().BeFalse();
    }

    [Theory]
    [Trait("Rule", "PROP-22")]
    [InlineData(false, Transferred)]
    [InlineData(true, Error)]
    public void ImplicitCredentials_ForTheProxy_StandForTheServerUnlessItHasItsOwn(bool hasOwn, BackgroundCopyJobState expected)
    {
        _bits.Network.Proxies.Default = _bits.Network.Proxies.Add("p:8080").RequiresCredentials(BackgroundCopyAuthScheme.Ntlm, null, null);
        _bits.Network.Host("h").RequiresCredentials(BackgroundCopyAuthScheme.Ntlm, null, null);
        BackgroundCopyJob job = Job();
        job.Credentials.Add(BackgroundCopyAuthScheme.Ntlm, Proxy, null, null);
        if (hasOwn)
        {
            job.Credentials.Add(BackgroundCopyAuthScheme.Ntlm, Server, "other", "word");
        }

        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(expected);
    }

    [Theory]
    [Trait("Rule", "PROP-21")]
    [Trait("Rule", "ERR-22")]
    [Trait("Rule", "ERR-32")]
    [InlineData(BackgroundCopyProxyUsage.Preconfig, null, null, HResults.BG_E_HTTP_ERROR_407)]
    [InlineData(BackgroundCopyProxyUsage.AutoDetect, null, null, HResults.BG_E_HTTP_ERROR_407)]
    [InlineData(BackgroundCopyProxyUsage.NoProxy, null, null, 0)]
    [InlineData(BackgroundCopyProxyUsage.Override, "http://open:1/", null, 0)]
    [InlineData(BackgroundCopyProxyUsage.Override, "p:8080", null, HResults.BG_E_HTTP_ERROR_407)]
    [InlineData(BackgroundCopyProxyUsage.Override, "p:8080", "<local>", 0)]
    [InlineData(BackgroundCopyProxyUsage.Override, "p:8080", "x;H", 0)]
    [InlineData(BackgroundCopyProxyUsage.Override, "nobody", null, HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED)]
    [InlineData(BackgroundCopyProxyUsage.Override, "&", null, HResults.BG_E_INVALID_PROXY_INFO)]
    public void Proxy_ThatAsksWhoComes_IsPassedOrNot(BackgroundCopyProxyUsage usage, string? list, string? bypassList, int code)
    {
        _bits.Network.Proxies.Default = _bits.Network.Proxies.Add("p:8080").RequiresCredentials(BackgroundCopyAuthScheme.Basic, "u", "p");
        _bits.Network.Proxies.Add("open:1");
        BackgroundCopyJob job = Job();
        job.Proxy.Set(usage, list, bypassList);
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        (job.Error?.Code ?? 0).Should().Be(code);
        job.State.Should().Be(code == 0 ? Transferred : code == HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED ? TransientError : Error);
    }

    [Theory]
    [Trait("Rule", "PROP-30")]
    [Trait("Rule", "ERR-28")]
    [InlineData(SimulatedCertificateFlaws.CommonName, BackgroundCopySecurityOptions.IgnoreCommonNameInvalid, HResults.ERROR_WINHTTP_SECURE_CERT_CN_INVALID)]
    [InlineData(SimulatedCertificateFlaws.Date, BackgroundCopySecurityOptions.IgnoreDateInvalid, HResults.ERROR_WINHTTP_SECURE_CERT_DATE_INVALID)]
    [InlineData(SimulatedCertificateFlaws.UnknownAuthority, BackgroundCopySecurityOptions.IgnoreUnknownAuthority, HResults.ERROR_WINHTTP_SECURE_INVALID_CA)]
    [InlineData(SimulatedCertificateFlaws.WrongUsage, BackgroundCopySecurityOptions.IgnoreWrongUsage, HResults.ERROR_WINHTTP_SECURE_CERT_WRONG_USAGE)]
    public void Certificate_WithAFlaw_IsRefusedUnlessIgnored(SimulatedCertificateFlaws flaw, BackgroundCopySecurityOptions ignores, int code)
    {
        _bits.Network.Host("h").WithCertificate(flaw);
        BackgroundCopyJob refuses = Job("https://h/f");
        BackgroundCopyJob accepts = Job("https://h/f");
        BackgroundCopyJob plain = Job();
        accepts.SecurityOptions = ignores;
        foreach (BackgroundCopyJob job in new[] { refuses, accepts, plain })
        {
            job.Resume();
        }

        _bits.Clock.Advance(TimeSpan.Zero);

        (refuses.State, refuses.Error!.Code).Should().Be((Error, code));
        accepts.State.Should().Be(Transferred);
        plain.State.Should().Be(Transferred, "without https nobody shows a certificate");
    }

    [Theory]
    [Trait("Rule", "PROP-30")]
    [Trait("Rule", "ERR-28")]
    [InlineData(SimulatedCertificateFlaws.Revoked, HResults.ERROR_WINHTTP_SECURE_CERT_REVOKED)]
    [InlineData(SimulatedCertificateFlaws.RevocationUnknown, HResults.ERROR_WINHTTP_SECURE_CERT_REV_FAILED)]
    public void Certificate_Revoked_IsRefusedWhenItIsChecked(SimulatedCertificateFlaws flaw, int code)
    {
        _bits.Network.Host("h").WithCertificate(flaw);
        BackgroundCopyJob job = Job("https://h/f");
        BackgroundCopyJob checks = Job("https://h/f");
        checks.SecurityOptions = BackgroundCopySecurityOptions.EnableRevocationCheck;
        job.Resume();
        checks.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(Transferred);
        (checks.State, checks.Error!.Code).Should().Be((Error, code));
    }

    [Fact]
    [Trait("Rule", "PROP-30")]
    public void RevocationCheck_SetWhileAFileIsOnItsWay_BeginsItAgain()
    {
        _bits.Network.BitsPerSecond = 800;
        BackgroundCopyJob job = Job();
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromSeconds(5));
        job.Progress.BytesTransferred.Should().Be(500);

        job.SecurityOptions = BackgroundCopySecurityOptions.EnableRevocationCheck;

        job.State.Should().Be(Queued);
        job.Progress.BytesTransferred.Should().Be(0);
        _bits.Clock.Advance(TimeSpan.FromSeconds(10));
        job.State.Should().Be(Transferred);
        job.SecurityOptions.Should().Be(BackgroundCopySecurityOptions.EnableRevocationCheck);
    }

    [Fact]
    [Trait("Rule", "LIM-10")]
    [Trait("Rule", "LIM-11")]
    [Trait("Rule", "LIM-12")]
    [Trait("Rule", "OQ-27")]
    [Trait("Rule", "OQ-28")]
    public void Limits_Reached_AreAccepted()
    {
        BackgroundCopyJob job = Job();
        string headers = "X: " + new string('v', 16_380);
        string list = new('p', 4_000);

        job.CustomHeaders = headers;
        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, Server, new string('u', 300), new string('p', 65_536));
        job.Proxy.Set(BackgroundCopyProxyUsage.Override, list, list);

        job.CustomHeaders.Should().HaveLength(16_383);
        (job.Proxy.List, job.Proxy.BypassList).Should().Be((list, list), "what is longer is refused in the table of bad input");
    }

    private BackgroundCopyJob Job(string url = "http://h/f")
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(url, $@"C:\{job.Number}");
        return job;
    }
}
