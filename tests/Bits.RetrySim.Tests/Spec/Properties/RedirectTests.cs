using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Servers that send a request elsewhere.</summary>
public sealed class RedirectTests : IDisposable
{
    private const string First = "http://a/f";
    private const string Last = "http://b/g?sig=1";

    private readonly BitsSimulation _bits = new();
    private readonly SimulatedResource _first;

    public RedirectTests()
    {
        _bits.Network.RequestsKept = 10;
        _first = _bits.Network.Host("a").Resource("/f", 1).RedirectsTo(Last, 302);
        _bits.Network.Host("b").Resource("/g", 1_000);
    }

    public void Dispose() => _bits.Dispose();

    [Theory]
    [Trait("Rule", "ERR-21")]
    [Trait("Rule", "PROP-30")]
    [Trait("Rule", "PROP-31")]
    [InlineData(BackgroundCopySecurityOptions.None, First)]
    [InlineData(BackgroundCopySecurityOptions.RedirectReport, Last)]
    public void Redirect_Allowed_IsFollowed(BackgroundCopySecurityOptions policy, string name)
    {
        BackgroundCopyJob job = Run(policy);

        job.State.Should().Be(Transferred);
        job.Files[0].RemoteName.Should().Be(name);
        job.Progress.BytesTotal.Should().Be(1_000);
        _bits.Network.Host("a").RequestCount.Should().Be(1);
        _bits.Network.Host("b").RequestCount.Should().Be(1);
        _bits.Network.Host("a").Requests.Select(request => (request.Path, request.Status)).Should().Equal(("/f", 302));
        _bits.Network.Host("b").Requests.Select(request => (request.Path, request.Status)).Should().Equal(("/g", 200));
    }

    [Theory]
    [Trait("Rule", "ERR-37")]
    [Trait("Rule", "PROP-31")]
    [InlineData(301, 0x8007012D)]
    [InlineData(302, 0x8007012E)]
    [InlineData(303, 0x8007012F)]
    [InlineData(307, 0x80070133)]
    [InlineData(308, 0x80070134)]
    public void Redirect_Disallowed_FailsAndLeavesTheNewName(int status, uint code)
    {
        _first.RedirectsTo(Last, status);
        BackgroundCopyJob job = Run(BackgroundCopySecurityOptions.RedirectDisallow);

        (job.State, job.Error!.Code).Should().Be((Error, unchecked((int)code)));
        job.Files[0].RemoteName.Should().Be(Last);
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        job.State.Should().Be(Transferred, "Resume goes to the new name");
    }

    [Fact]
    [Trait("Rule", "PROP-30")]
    public void Redirect_FromHttpsToHttp_NeedsItsFlag()
    {
        BackgroundCopyJob refuses = Run(BackgroundCopySecurityOptions.RedirectReport, "https://a/f");
        BackgroundCopyJob follows = Run(BackgroundCopySecurityOptions.RedirectReport | BackgroundCopySecurityOptions.RedirectHttpsToHttp, "https://a/f");

        (refuses.State, refuses.Error!.Code, refuses.Files[0].RemoteName).Should().Be((Error, HResults.ERROR_WINHTTP_REDIRECT_FAILED, "https://a/f"));
        (follows.State, follows.Files[0].RemoteName).Should().Be((Transferred, Last));
    }

    [Fact]
    [Trait("Rule", "ERR-21")]
    public void Redirect_InACircle_Fails()
    {
        _bits.Network.Host("b").Resource("/g").RedirectsTo(First, 301);

        BackgroundCopyJob job = Run(BackgroundCopySecurityOptions.None);

        (job.State, job.Error!.Code).Should().Be((Error, HResults.ERROR_WINHTTP_REDIRECT_FAILED));
    }

    [Fact]
    [Trait("Rule", "ERR-21")]
    public void Redirect_WhoSendsOnFails_IsAFailureLikeOthers()
    {
        _bits.Network.Host("a").Outage(TimeSpan.Zero, TimeSpan.FromMinutes(15), SimulatedFault.HttpStatus(503));

        BackgroundCopyJob job = Run(BackgroundCopySecurityOptions.None);
        (job.State, job.Error!.Code).Should().Be((TransientError, HResults.BG_E_HTTP_ERROR_503));
        _bits.Clock.AdvanceTo(TimeSpan.FromMinutes(20));

        job.State.Should().Be(Transferred);
        job.Attempts.Should().Be(3);
    }

    private BackgroundCopyJob Run(BackgroundCopySecurityOptions options, string url = First)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.SecurityOptions = options;
        job.AddFile(url, $@"C:\{job.Number}");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
        return job;
    }
}
