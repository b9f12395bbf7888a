namespace Bits.RetrySim.Tests;

/// <summary>Files that are replaced, by requests and by their tags; headers of answers.</summary>
public sealed class SimulatedVersionsTests : IDisposable
{
    private static readonly DateTimeOffset Stamp = new(2021, 6, 8, 0, 0, 0, TimeSpan.Zero);

    private readonly BitsSimulation _bits = new();

    public SimulatedVersionsTests()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _bits.Network.RequestsKept = 100;
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void ChangesOnRequest_FromThatRequestOn_TheFileBeginsAgain()
    {
        Resource(100_000).DropsAt(20_000, once: true).DropsAt(60_000, once: true).ChangesOnRequest(3, 50_000, Stamp);
        BackgroundCopyJob job = Download(TimeSpan.FromMinutes(1));

        _bits.Clock.Advance(TimeSpan.FromSeconds(20 + 60 + 40));
        job.Progress.BytesTransferred.Should().Be(60_000, "the second request goes on with what the first brought");
        _bits.EventLog.Should().NotContain(entry => entry.Kind == JobEventKind.FileRestarted);
        _bits.RunToOutcome(job, TimeSpan.FromHours(1));

        _bits.EventLog.Should().ContainSingle(entry => entry.Kind == JobEventKind.FileRestarted);
        job.Progress.BytesTotal.Should().Be(50_000);
    }

    [Fact]
    public void ChangesOnRequest_BodyThatFlows_IsNotTouched()
    {
        Resource(10_000).ChangesOnRequest(2, 5_000, Stamp);
        BackgroundCopyJob first = Download(TimeSpan.FromMinutes(1), BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob second = Download(TimeSpan.FromMinutes(1), BackgroundCopyJobPriority.Foreground);

        _bits.Clock.Advance(TimeSpan.FromMinutes(1));

        (first.Progress.BytesTransferred, second.Progress.BytesTransferred).Should().Be((10_000, 5_000));
        _bits.EventLog.Should().NotContain(entry => entry.Kind == JobEventKind.FileRestarted);
    }

    [Theory]
    [Trait("Rule", "HTTP-6")]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void WithTag_AnotherTagOfAFileWithoutTimeStamp_BeginsAgain(bool tellsTimeStamp, int restarts)
    {
        SimulatedResource resource = Resource(10_000).WithoutTimeStamp(!tellsTimeStamp).WithTag("\"one\"").DropsAt(5_000, once: true);
        BackgroundCopyJob job = Download(TimeSpan.FromMinutes(1));
        _bits.At(TimeSpan.FromSeconds(30), () => resource.WithTag("\"two\""));

        _bits.RunToOutcome(job, TimeSpan.FromHours(1));

        _bits.EventLog.Count(entry => entry.Kind == JobEventKind.FileRestarted).Should().Be(restarts, "BITS looks at the tag where there is no time stamp");
    }

    [Fact]
    [Trait("Rule", "HTTP-6")]
    public void WithTag_SameTag_GoesOn()
    {
        Resource(10_000).WithoutTimeStamp().WithTag("\"one\"").DropsAt(5_000, once: true).ChangesAt(TimeSpan.FromSeconds(30), 10_000, Stamp, "\"one\"");
        BackgroundCopyJob job = Download(TimeSpan.FromMinutes(1));

        _bits.RunToOutcome(job, TimeSpan.FromHours(1));

        _bits.EventLog.Should().NotContain(entry => entry.Kind == JobEventKind.FileRestarted);
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void ChangesAt_AnotherTagUnderABody_BeginsAgainAtOnce()
    {
        Resource(10_000).WithoutTimeStamp().WithTag("\"one\"").ChangesAt(TimeSpan.FromSeconds(5), 10_000, Stamp, "\"two\"");
        BackgroundCopyJob job = Download(TimeSpan.FromMinutes(1));

        _bits.RunToOutcome(job, TimeSpan.FromHours(1));

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(15));
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void WithTag_TakenAway_CountsAsChanged()
    {
        SimulatedResource resource = Resource(10_000).WithoutTimeStamp().WithTag("\"one\"").DropsAt(5_000, once: true);
        BackgroundCopyJob job = Download(TimeSpan.FromMinutes(1));
        _bits.At(TimeSpan.FromSeconds(30), () => resource.WithTag(null));

        _bits.RunToOutcome(job, TimeSpan.FromHours(1));

        _bits.EventLog.Should().ContainSingle(entry => entry.Kind == JobEventKind.FileRestarted);
    }

    [Fact]
    public void WithHeader_OfFaultAndAnswer_IsShownInRequests()
    {
        _bits.Network.Host("cdn.example").OnRequest(1, SimulatedFault.HttpStatus(503).WithHeader("Retry-After", "120").WithHeader("retry-after", "60"));
        Resource(1_000).WithHeader("Cache-Control", "no-store");
        Download(TimeSpan.FromMinutes(1));

        _bits.Clock.Advance(TimeSpan.FromHours(1));

        IReadOnlyList<SimulatedRequest> requests = _bits.Network.Host("cdn.example").Requests;
        requests[0].Headers.Should().Equal(new Dictionary<string, string> { ["retry-after"] = "60" });
        requests[0].Headers["Retry-After"].Should().Be("60");
        requests[0].ToString().Should().EndWith(": 503, retry-after: 60");
        requests[^1].Headers.Should().Equal(new Dictionary<string, string> { ["Cache-Control"] = "no-store" });
    }

    [Fact]
    public void WithHeader_Faults_AreEqualIfTheirHeadersAre()
    {
        SimulatedFault fault = SimulatedFault.HttpStatus(503).WithHeader("Retry-After", "1");

        fault.Should().Be(SimulatedFault.HttpStatus(503).WithHeader("Retry-After", "1")).And.NotBe(SimulatedFault.HttpStatus(503));
    }

    [Fact]
    public void Requests_WithoutAnswerOrOfShares_HaveNoHeaders()
    {
        _bits.Network.Host("server").Resource("/share/f", 10).WithHeader("X", "y");
        _bits.Network.Host("cdn.example").Fails(SimulatedFault.NameNotResolved);
        Download(TimeSpan.FromMinutes(1));
        BackgroundCopyJob job = _bits.Manager.CreateJob("share");
        job.AddFile(@"\\server\share\f", @"C:\in\f");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromSeconds(10));

        _bits.Network.Host("cdn.example").Requests.Concat(_bits.Network.Host("server").Requests).Should().HaveCount(2).And.OnlyContain(request => request.Headers.Count == 0);
    }

    private SimulatedResource Resource(long size) => _bits.Network.Host("cdn.example").Resource("/a.zip", size);

    private BackgroundCopyJob Download(TimeSpan delay, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a.zip", @"C:\in\a.zip");
        job.MinimumRetryDelay = delay;
        job.Priority = priority;
        job.Resume();
        return job;
    }
}
