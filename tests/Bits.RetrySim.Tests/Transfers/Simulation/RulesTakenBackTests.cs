namespace Bits.RetrySim.Tests;

/// <summary>What a server lacks, and then has again.</summary>
public sealed class RulesTakenBackTests : IDisposable
{
    private readonly BitsSimulation _bits = new();
    private readonly SimulatedResource _resource;
    private readonly BackgroundCopyJob _job;

    public RulesTakenBackTests()
    {
        _resource = _bits.Network.Host("cdn.example").Resource("/a", 60_000);
        _job = _bits.Manager.CreateJob("job");
        _job.AddFile("https://cdn.example/a", "/a");
    }

    private TimeSpan Minute => TimeSpan.FromMinutes(1);

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "ERR-24")]
    public void WithoutContentLength_TakenBackAtATime_TheNextResumeSucceeds()
    {
        _resource.WithoutContentLength();
        _bits.At(Minute, () => _resource.WithoutContentLength(false));
        _job.Resume();
        _bits.RunToOutcome(_job, Minute / 2).Should().Be(BackgroundCopyJobState.Error);
        _bits.Clock.AdvanceTo(Minute);

        _job.Resume();

        _bits.RunToOutcome(_job, TimeSpan.Zero).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "ERR-24")]
    public void WithoutRanges_TakenBack_TheNextResumeSucceeds()
    {
        _resource.WithoutRanges();
        _job.Resume();
        _bits.RunToOutcome(_job, Minute).Should().Be(BackgroundCopyJobState.Error);
        _job.Error!.Code.Should().Be(HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT);
        _resource.WithoutRanges(false);

        _job.Resume();

        _bits.RunToOutcome(_job, Minute).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "HTTP-6")]
    public void WithoutTimeStamp_TakenBackBeforeTheFileChanges_TheChangeIsSeen()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _resource.WithoutTimeStamp().WithoutTimeStamp(false).ChangesAt(Minute / 2, 60_000, DateTimeOffset.UnixEpoch);
        _job.Resume();

        _bits.RunToOutcome(_job, TimeSpan.FromHours(1)).Should().Be(BackgroundCopyJobState.Transferred);

        _bits.Clock.Elapsed.Should().Be(Minute * 1.5, "half of it was fetched twice");
    }
}
