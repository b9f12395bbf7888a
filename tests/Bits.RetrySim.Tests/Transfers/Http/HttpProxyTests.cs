using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Bits.RetrySim.Tests;

/// <summary>Proxies between a job and its server (PROP-21, PROP-22).</summary>
public sealed class HttpProxyTests : HttpScene
{
    private static readonly ServedFile Whole = ServedFile.Of(100_000);
    private readonly X509Certificate2 _certificate = TestCertificates.OfServer("127.0.0.1", DateTimeOffset.UnixEpoch.AddYears(90));

    private protected override X509Certificate2? Certificate => _certificate;

    [Theory]
    [Trait("Rule", "PROP-21")]
    [Trait("Rule", "PROP-22")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proxy_ThatWantsCredentials_IsShownThoseOfTheProxy(bool isTunnel)
    {
        using TestProxy proxy = new(IPAddress.Loopback) { Demand = "Basic dXNlcjpwYXNz" };
        await using FaultServer plain = await FaultServer.StartAsync();
        FaultServer server = isTunnel ? Server : plain;
        BackgroundCopyJob job = Fetch(server.Serve("/f", Whole), configure: job =>
        {
            Take(job, proxy.Name);
            job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Proxy, "user", "pass");
        });

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        proxy.Passed.Should().Contain(isTunnel ? "CONNECT" : "GET");
        proxy.Refused.Should().NotBeEmpty("credentials are shown to whom asks for them");
        server.Requests.Should().HaveCount(2).And.OnlyContain(request => !request.Headers.ContainsKey("Proxy-Authorization") && !request.Headers.ContainsKey("Authorization"));
        job.Complete();
        ReadFile().Should().Equal(Whole.Content);
    }

    [Theory]
    [Trait("Rule", "ERR-22")]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Proxy_ThatRefusesCredentials_Is407(bool isTunnel, bool isShown)
    {
        using TestProxy proxy = new(IPAddress.Loopback) { Demand = "Basic dXNlcjpwYXNz" };
        await using FaultServer plain = await FaultServer.StartAsync();
        BackgroundCopyJob job = Fetch((isTunnel ? Server : plain).Serve("/f", Whole), configure: job =>
        {
            Take(job, proxy.Name);
            if (isShown)
            {
                job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Proxy, "user", "wrong");
            }
        });

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.HttpStatus(407));
        proxy.Passed.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "PROP-21")]
    public async Task Proxy_OfAnAddressOfVersion6_IsTaken()
    {
        using TestProxy proxy = new(IPAddress.IPv6Loopback);
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => Take(job, proxy.Name));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        proxy.Name.Should().StartWith("[::1]:");
        proxy.Passed.Should().NotBeEmpty().And.OnlyContain(method => method == "CONNECT");
    }

    [Theory]
    [Trait("Rule", "ERR-32")]
    [InlineData("[::1]:8080", "[::1]:8080")]
    [InlineData("http://[2001:db8::1]/ other", "[2001:db8::1]")]
    [InlineData("[::1", null)]
    [InlineData("[]:80", null)]
    [InlineData("[::g]:80", null)]
    public void FirstOf_AddressesOfVersion6_AreNames(string list, string? expected) => ProxyNames.FirstOf(list).Should().Be(expected);

    /// <summary>There is nothing on all systems that would find one: the runtime's choice is what the system, or its variables, say.</summary>
    [Theory]
    [Trait("Rule", "PROP-21")]
    [InlineData(BackgroundCopyProxyUsage.Preconfig)]
    [InlineData(BackgroundCopyProxyUsage.AutoDetect)]
    public async Task Proxy_ThatIsDetected_IsTheOneOfTheSystem(BackgroundCopyProxyUsage usage)
    {
        List<(bool UseProxy, bool IsOfSystem)> made = [];
        Options.Handler = handler =>
        {
            made.Add((handler.UseProxy, handler.Proxy is null));
            return handler;
        };
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job =>
        {
            job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority;
            job.Proxy.Set(usage);
        });

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        made.Should().Equal((true, true));
    }

    private static void Take(BackgroundCopyJob job, string proxy)
    {
        job.Http.SecurityOptions = BackgroundCopySecurityOptions.IgnoreUnknownAuthority;
        job.Proxy.Set(BackgroundCopyProxyUsage.Override, proxy);
    }
}
