namespace Bits.RetrySim.Tests;

/// <summary>What requests carry, and where they are sent on to.</summary>
public sealed class HttpRequestTests : HttpScene
{
    private const int Size = 100_000;
    private static readonly ServedFile Whole = ServedFile.Of(Size, tag: "\"v1\"");

    [Fact]
    [Trait("Rule", "HTTP-7")]
    [Trait("Rule", "HTTP-8")]
    public async Task Headers_OfBothSides_AreCarried()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Http.CustomHeaders = "X-One: 1\r\nUser-Agent: Mine/1.0\r\nContent-Language: de");

        await EndAsync(job);

        Server.Requests.Should().OnlyContain(request => request.Headers["X-One"] == "1" && request.Headers["User-Agent"] == "Mine/1.0" && request.Headers["Content-Language"] == "de");
        job.Files[0].ResponseHeaders.Should().StartWith("HTTP/1.1 200 OK\r\n").And.Contain("ETag: \"v1\"\r\n").And.Contain($"Content-Length: {Size}\r\n");
    }

    [Fact]
    [Trait("Rule", "ERR-22")]
    public async Task Credentials_Missing_Is401()
    {
        Server.Demand = "Basic dXNlcjpwYXNz";
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_HTTP_ERROR_401);
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    public async Task Credentials_Given_AreShownToWhomTheyAreFor()
    {
        Server.Demand = "Basic dXNlcjpwYXNz";
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "user", "pass"));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "PROP-30")]
    public async Task Redirect_ToAnotherHost_IsFollowedWithoutSecrets()
    {
        await using FaultServer other = await FaultServer.StartAsync();
        string target = other.Serve("/g", Whole);
        ServerFault elsewhere = new ServerFault.Redirect(target);
        string url = Server.Serve("/f", Whole, elsewhere, elsewhere);
        BackgroundCopyJob job = Fetch(url, configure: job => job.Http.CustomHeaders = "Authorization: Bearer secret\r\nX-Public: 1");

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Server.Requests.Should().OnlyContain(request => request.Headers["Authorization"] == "Bearer secret");
        other.Requests.Should().HaveCount(2).And.OnlyContain(request => !request.Headers.ContainsKey("Authorization") && request.Headers["X-Public"] == "1");
        job.Files[0].RemoteName.Should().Be(url);
    }

    [Fact]
    [Trait("Rule", "PROP-31")]
    public async Task Redirect_ThatIsReported_ChangesTheName()
    {
        string target = Server.Serve("/g", Whole);
        string url = Server.Serve("/f", Whole, new ServerFault.Redirect(target, 301));
        BackgroundCopyJob job = Fetch(url, configure: job => job.Http.SecurityOptions = BackgroundCopySecurityOptions.RedirectReport);

        await EndAsync(job);

        job.Files[0].RemoteName.Should().Be(target);
    }

    [Fact]
    [Trait("Rule", "ERR-37")]
    public async Task Redirect_ThatIsRefused_IsTheError()
    {
        string url = Server.Serve("/f", Whole, new ServerFault.Redirect(Server.UrlOf("/g"), 307));
        BackgroundCopyJob job = Fetch(url, configure: job => job.Http.SecurityOptions = BackgroundCopySecurityOptions.RedirectDisallow);

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        (job.Error!.Code, job.Files[0].RemoteName).Should().Be((HResults.Win32(307), Server.UrlOf("/g")));
    }

    [Theory]
    [Trait("Rule", "ERR-21")]
    [InlineData("loop")]
    [InlineData("ftp://127.0.0.1/f")]
    public async Task Redirect_ThatLeadsNowhere_IsTriedAgain(string target)
    {
        ServerFault redirect = new ServerFault.Redirect(target == "loop" ? Server.UrlOf("/f") : target);
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole, [.. Enumerable.Repeat(redirect, 50)]));

        await FirstEndAsync(job);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_REDIRECT_FAILED);
        Server.Requests.Count.Should().BeLessThanOrEqualTo(Options.MaximumRedirects + 1);
    }

    [Fact]
    [Trait("Rule", "PROP-24")]
    public async Task HttpMethod_OfTheJob_IsWhatIsSent()
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Http.Method = "POST");

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Server.Requests.Select(request => request.ToString()).Should().Equal("POST /f");
    }

    [Fact]
    public async Task Handler_OfTheApp_SeesAllRequests()
    {
        int seen = 0;
        Options.Handler = handler => new CountingHandler(handler, () => Interlocked.Increment(ref seen));
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole));

        await EndAsync(job);

        seen.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    public async Task Credentials_RedirectToAnotherHost_AreNotForHim()
    {
        await using FaultServer other = await FaultServer.StartAsync();
        other.Demand = "Basic dXNlcjpwYXNz";
        string url = Server.Serve("/f", Whole, new ServerFault.Redirect(other.Serve("/g", Whole)));
        BackgroundCopyJob job = Fetch(url, configure: job => job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "user", "pass"));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.BG_E_HTTP_ERROR_401);
        other.Requests.Should().NotBeEmpty().And.OnlyContain(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    [Trait("Rule", "PROP-21")]
    public async Task Proxy_OfTheJob_IsAskedForHostsThatNobodyElseKnows()
    {
        Server.Serve("/f", Whole);
        BackgroundCopyJob job = Fetch("http://name.invalid/f", configure: job => job.Proxy.Set(BackgroundCopyProxyUsage.Override, Server.Address.Authority));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Server.Requests.Should().OnlyContain(request => request.Headers["Host"] == "name.invalid");
    }

    [Theory]
    [Trait("Rule", "PROP-21")]
    [InlineData(BackgroundCopyProxyUsage.NoProxy, null, null)]
    [InlineData(BackgroundCopyProxyUsage.Override, "127.0.0.1:1", "other.example;127.0.0.1")]
    public async Task Proxy_ThatIsPassedBy_IsNotAsked(BackgroundCopyProxyUsage usage, string? list, string? bypassed)
    {
        BackgroundCopyJob job = Fetch(Server.Serve("/f", Whole), configure: job => job.Proxy.Set(usage, list, bypassed));

        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    private sealed class CountingHandler(HttpMessageHandler inner, Action seen) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
