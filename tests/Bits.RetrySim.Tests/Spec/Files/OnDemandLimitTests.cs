using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What clients ask for of a file whose size they do not know, and what is left when all of it is here: 1,000 bytes come in a second.</summary>
public sealed class OnDemandLimitTests : OnDemandScene
{
    [Fact]
    [Trait("Rule", "FILE-24")]
    public void UpdateDownloadPosition_BehindTheEndOfAFileOfUnknownSize_FetchesNoMoreThanThereIs()
    {
        BackgroundCopyJob job = Job();
        job.Files[0].UpdateDownloadPosition(20_000);
        Resource.DropsAt(4_000, once: true);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
        job.Resume();
        GoTo(20);

        (job.State, job.Progress).Should().Be((Transferred, new BackgroundCopyJobProgress(10_000, 10_000, 1, 1)));
        job.Files[0].GetFilledFileRanges().Should().Equal(new BackgroundCopyFileRange(0, 10_000));
        Bits.Network.Host("h").Requests[^1].Ranges.Should().Equal(new BackgroundCopyFileRange(4_000, 6_000));
    }

    [Theory]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-33")]
    [InlineData(10_000, ToEnd)]
    [InlineData(10_000, 1)]
    [InlineData(9_999, 2)]
    public void RequestFileRanges_FromTheEndOfAFile_IsOutsideWhetherItsSizeIsKnownOrNot(long offset, long length)
    {
        BackgroundCopyJob job = Job();
        job.Files[0].RequestFileRanges([new(offset, length)]);
        job.Resume();
        GoTo(1);
        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_INVALID_RANGE));
        job.Resume();
        GoTo(2);
        (job.State, job.Progress.BytesTransferred).Should().Be((Error, 0), "it stays asked for");
        BackgroundCopyJob known = Job();
        known.Resume();
        GoTo(3);

        FluentActions.Invoking(() => known.Files[0].RequestFileRanges([new(offset, length)])).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_RANGE);
    }

    [Theory]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-33")]
    [InlineData(10_000, ToEnd)]
    [InlineData(12_000, 10)]
    public void RequestFileRanges_OutsideAFileWhoseEndWasAskedForBefore_IsFoundOut(long offset, long length)
    {
        BackgroundCopyJob job = Job();
        job.Files[0].RequestFileRanges([new(2_000, ToEnd)]);
        job.Files[0].RequestFileRanges([new(offset, length)]);
        job.Resume();
        GoTo(1);

        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_INVALID_RANGE));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void RequestFileRanges_ToAnEndThatWasAskedForBefore_HasNothingLeft()
    {
        BackgroundCopyJob job = OnDemand();
        job.Files[0].RequestFileRanges([new(4_000, 6_000)]);
        job.Files[0].RequestFileRanges([new(5_000, ToEnd)]);
        job.Resume();
        GoTo(20);

        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 6_000));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-33")]
    public void RequestFileRanges_BehindTheEndOfAFileOfUnknownSize_StaysAskedFor()
    {
        Bits.Network.Host("h").Resource("/g", 3_000);
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
        Bits.At(TimeSpan.FromSeconds(1), () => Bits.Environment.NetworkAvailable = false);
        GoTo(2);
        (job.State, job.Progress.BytesTransferred).Should().Be((TransientError, 1_000));

        Bits.Environment.NetworkAvailable = true;
        GoTo(10);

        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 1_000));
    }
}
