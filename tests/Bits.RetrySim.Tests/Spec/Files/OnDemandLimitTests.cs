using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What clients ask for of a file whose size they do not know, and what is left when all of it is here: 1,000 bytes come in a second.</summary>
public sealed class OnDemandLimitTests : IDisposable
{
    private const long ToEnd = BackgroundCopyFileRange.ToEndOfFile;

    private readonly BitsSimulation _bits = new();
    private readonly SimulatedResource _resource;

    public OnDemandLimitTests()
    {
        _bits.Network.RequestsKept = 100;
        _bits.Network.BitsPerSecond = 8_000;
        _resource = _bits.Network.Host("h").Resource("/f", 10_000);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void UpdateDownloadPosition_BehindTheEndOfAFileOfUnknownSize_FetchesNoMoreThanThereIs()
    {
        BackgroundCopyJob job = Job();
        job.Files[0].UpdateDownloadPosition(20_000);
        _resource.DropsAt(4_000, once: true);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
        job.Resume();
        GoTo(20);

        (job.State, job.Progress).Should().Be((Transferred, new BackgroundCopyJobProgress(10_000, 10_000, 1, 1)));
        job.Files[0].GetFilledFileRanges().Should().Equal(new BackgroundCopyFileRange(0, 10_000));
        _bits.Network.Host("h").Requests[^1].Ranges.Should().Equal(new BackgroundCopyFileRange(4_000, 6_000));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void RequestFileRanges_FromTheEndOfAFileOfUnknownSize_DoesNotKeepTheRestFromComing()
    {
        BackgroundCopyJob job = Job();
        job.Files[0].RequestFileRanges([new(10_000, ToEnd)]);
        job.Resume();
        GoTo(1);
        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 0), "there is nothing to the end");

        job.Resume();
        GoTo(20);

        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-33")]
    public void RequestFileRanges_BehindTheEndOfAFileOfUnknownSize_StaysAskedFor()
    {
        _bits.Network.Host("h").Resource("/g", 3_000);
        BackgroundCopyJob job = Job();
        BackgroundCopyFile later = job.AddFile("http://h/g", @"C:\g");
        later.RequestFileRanges([new(3_001, ToEnd)]);
        job.Resume();
        GoTo(1);
        job.State.Should().Be(Error);

        job.Resume();
        GoTo(20);

        (job.State, job.Error!.Code, job.Progress.BytesTransferred).Should().Be((Error, HResults.BG_E_INVALID_RANGE, 0), "another file does not come before what was asked for");
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "PROP-8")]
    public void RequestFileRanges_OnDemandAndStoppedAsTheLastByteComes_FetchesNothingBesides()
    {
        BackgroundCopyJob job = OnDemand();
        job.Files[0].RequestFileRanges([new(0, 1_000)]);
        job.Resume();
        _bits.At(TimeSpan.FromSeconds(1), () => _bits.Environment.NetworkAvailable = false);
        GoTo(2);
        (job.State, job.Progress.BytesTransferred).Should().Be((TransientError, 1_000));

        _bits.Environment.NetworkAvailable = true;
        GoTo(10);

        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 1_000));
    }

    private BackgroundCopyJob Job()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        return job;
    }

    private BackgroundCopyJob OnDemand()
    {
        BackgroundCopyJob job = Job();
        job.Properties.OnDemandMode = true;
        return job;
    }

    private void GoTo(double seconds) => _bits.Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));
}
