using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Parts of files that a client asks for: 1,000 bytes come in a second.</summary>
public sealed class OnDemandRangesTests : OnDemandScene
{
    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "PROP-8")]
    [Trait("Rule", "STATE-26")]
    public void RequestFileRanges_OnDemand_FetchesThoseInTheirOrderAndSuspendsTheJob()
    {
        BackgroundCopyJob job = OnDemand();
        BackgroundCopyFile file = job.Files[0];
        file.RequestFileRanges([new(8_000, 1_000), new(500, 1_000)]);
        job.Resume();
        GoTo(1.5);
        (job.State, file.Progress).Should().Be((Transferring, new BackgroundCopyFileProgress(10_000, 1_500, false)));
        file.GetFilledFileRanges().Should().Equal(Ranges((500, 500), (8_000, 1_000)));

        GoTo(2);

        (job.State, job.Progress).Should().Be((Suspended, new BackgroundCopyJobProgress(10_000, 2_000, 1, 0)));
        file.GetFilledFileRanges().Should().Equal(Ranges((500, 1_000), (8_000, 1_000)));
        SimulatedRequest request = Bits.Network.Host("h").Requests.Should().ContainSingle().Subject;
        (request.Status, request.Offset).Should().Be((206, 0));
        request.Ranges.Should().Equal(Ranges((8_000, 1_000), (500, 1_000)));
        Bits.EventLog.Select(entry => entry.Detail).Should().Contain("RequestFileRanges file 1 8000+1000, 500+1000");
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void RequestFileRanges_Overlapping_FetchesNoByteTwice()
    {
        BackgroundCopyJob job = OnDemand();
        BackgroundCopyFile file = job.Files[0];
        file.RequestFileRanges([new(1_000, 1_000), new(1_500, 1_000), new(1_000, 200)]);
        job.Resume();
        GoTo(0.5);
        file.RequestFileRanges([new(0, 3_000)]);
        GoTo(3);

        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 3_000));
        file.GetFilledFileRanges().Should().Equal(Ranges((0, 3_000)));
        Bits.Network.Host("h").Requests.Should().HaveCount(2, "the first request goes on to its end").And.AllSatisfy(request => request.Offset.Should().Be(0));
        Bits.Network.Host("h").Requests[1].Ranges.Should().Equal(Ranges((0, 1_000), (2_500, 500)));
        job.Progress.FilesTransferred.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "STATE-26")]
    public void RequestFileRanges_AllOfTheFile_EndsInTransferred()
    {
        BackgroundCopyJob job = OnDemand();
        job.Files[0].RequestFileRanges([new(9_000, ToEnd)]);
        job.Resume();
        GoTo(1);
        job.State.Should().Be(Suspended);

        job.Files[0].RequestFileRanges([new(0, ToEnd)]);
        job.Resume();
        GoTo(10);

        (job.State, job.Progress).Should().Be((Transferred, new BackgroundCopyJobProgress(10_000, 10_000, 1, 1)));
        job.Files[0].GetFilledFileRanges().Should().Equal(Ranges((0, 10_000)));
        job.Complete();
        Bits.Files.Delivered.Should().ContainSingle().Which.Size.Should().Be(10_000);
    }

    [Fact]
    [Trait("Rule", "PROP-8")]
    [Trait("Rule", "STATE-26")]
    public void Resume_OnDemandAndNothingAskedFor_SuspendsAtItsTurnAndAsksNobody()
    {
        BackgroundCopyJob job = OnDemand();
        job.Resume();
        job.State.Should().Be(Queued);
        GoTo(0);

        job.State.Should().Be(Suspended);
        Bits.Network.Host("h").RequestCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "STATE-26")]
    public void RequestFileRanges_OfADownloadFromStartToEnd_ComesFirstAndTheRestAfterResume()
    {
        BackgroundCopyJob job = Job();
        BackgroundCopyFile file = job.Files[0];
        job.Resume();
        GoTo(2);
        file.GetFilledFileRanges().Should().Equal(Ranges((0, 2_000)));

        file.RequestFileRanges([new(1_500, 1_000), new(6_000, 500)]);
        job.State.Should().Be(Queued, "another request takes its place");
        GoTo(2.9);
        file.GetFilledFileRanges().Should().Equal(Ranges((0, 2_500), (6_000, 400)));
        GoTo(3);
        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 3_000));

        job.Resume();
        GoTo(7);
        file.GetFilledFileRanges().Should().Equal(Ranges((0, 7_000)));
        GoTo(10);
        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 10_000));
        Bits.Network.Host("h").Requests.Select(request => request.Ranges?[0]).Should().Equal(
            null, new BackgroundCopyFileRange(2_000, 500), new BackgroundCopyFileRange(2_500, 3_500));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void UpdateDownloadPosition_WhileItRuns_GoesOnThereAndFetchesWhatLiesBeforeAtLast()
    {
        BackgroundCopyJob job = Job();
        BackgroundCopyFile file = job.Files[0];
        job.Resume();
        GoTo(1);

        file.UpdateDownloadPosition(9_000);
        GoTo(2);
        file.GetFilledFileRanges().Should().Equal(Ranges((0, 1_000), (9_000, 1_000)));
        GoTo(4);
        file.GetFilledFileRanges().Should().Equal(Ranges((0, 3_000), (9_000, 1_000)));
        file.UpdateDownloadPosition(2_000);
        GoTo(10);

        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 10_000));
        Bits.Network.Host("h").Requests.Should().HaveCount(3);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void UpdateDownloadPosition_OnDemand_FetchesNothing()
    {
        BackgroundCopyJob job = OnDemand();
        job.Files[0].UpdateDownloadPosition(5_000);
        job.Resume();
        GoTo(5);

        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 0));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "FILE-1")]
    public void RequestFileRanges_OfALaterFile_ComesBeforeTheFirst()
    {
        Bits.Network.Host("h").Resource("/g", 3_000);
        BackgroundCopyJob job = Job();
        BackgroundCopyFile later = job.AddFile("http://h/g", @"C:\g");
        job.NotifyFlags = BackgroundCopyNotifications.FileTransferred | BackgroundCopyNotifications.JobTransferred;
        job.Resume();
        GoTo(1);
        later.RequestFileRanges([new(1_000, 2_000), new(0, 1_000)]);
        GoTo(4);

        (job.State, job.Progress).Should().Be((Transferring, new BackgroundCopyJobProgress(13_000, 4_000, 2, 1)), "the file is whole, so the job goes on");
        Callback.Calls.Should().ContainSingle().Which.File.Should().Be(later);
        GoTo(13);
        (job.State, job.Progress.FilesTransferred).Should().Be((Transferred, 2));
        Callback.Calls.Select(call => call.File).Should().Equal(later, job.Files[0], null);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-24")]
    public void ServerWithoutRanges_FailsWhatIsAskedForAndIsRemembered()
    {
        Resource.WithoutRanges();
        BackgroundCopyJob job = OnDemand();
        job.Priority = BackgroundCopyJobPriority.Foreground;
        BackgroundCopyFile file = job.Files[0];
        file.RequestFileRanges([new(0, 1_000)]);
        job.Resume();
        GoTo(1);
        (job.State, job.Error!.Code, job.Error.File).Should().Be((Error, HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, file));

        file.Invoking(it => it.RequestFileRanges([new(0, 1)])).Should().Throw<BitsException>()
            .Where(refusal => refusal.HResult == HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED).WithMessage("*knows no ranges*");
        Bits.Network.Host("mirror").Resource("/f", 10_000);
        file.SetRemoteName("http://mirror/f");
        file.RequestFileRanges([new(5_000, 500)]);
        job.Resume();
        GoTo(3);
        (job.State, job.Progress.BytesTransferred).Should().Be((Suspended, 1_500));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-33")]
    public void RangeBehindTheFile_FailsOnceTheSizeIsKnown()
    {
        BackgroundCopyJob job = OnDemand();
        job.Files[0].RequestFileRanges([new(0, 100), new(9_999, 2)]);
        job.Resume();
        GoTo(1);

        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_INVALID_RANGE));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-33")]
    public void PartUpToTheEnd_OfWhichNothingIsLeft_IsHere()
    {
        BackgroundCopyJob job = OnDemand();
        job.Files[0].RequestFileRanges([new(0, 10_000), new(5_000, ToEnd)]);
        job.Resume();
        GoTo(10);

        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 10_000));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "CONS-2")]
    public void FileReplacedUnderWay_ComesAgainAsFarAsItWasAskedFor()
    {
        Resource.ChangesAt(TimeSpan.FromSeconds(2.5), 12_000, new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        BackgroundCopyJob job = Job();
        job.Resume();
        GoTo(1);
        job.Files[0].RequestFileRanges([new(5_000, 1_000), new(8_000, 1_000)]);
        GoTo(2.4);
        job.Files[0].GetFilledFileRanges().Should().Equal(Ranges((0, 1_000), (5_000, 1_000), (8_000, 400)));
        GoTo(3.5);
        (job.Progress.BytesTransferred, job.State).Should().Be((1_000, Transferring));
        job.Files[0].GetFilledFileRanges().Should().Equal(Ranges((5_000, 1_000)));
        GoTo(4.5);

        (job.State, job.Progress.BytesTransferred, job.Progress.BytesTotal).Should().Be((Suspended, 2_000, 12_000));
        job.Files[0].GetFilledFileRanges().Should().Equal(Ranges((5_000, 1_000), (8_000, 1_000)));
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "PROG-8")]
    [Trait("Rule", "CLOCK-8")]
    public void RangesBrokenOff_GoOnWhereTheyStand_AlsoAfterARestartOfTheService()
    {
        Resource.DropsAt(1_200, once: true);
        BackgroundCopyJob job = OnDemand();
        job.Files[0].RequestFileRanges([new(8_000, 1_000), new(0, 1_000)]);
        job.Resume();
        GoTo(2);
        (job.State, job.Progress.BytesTransferred).Should().Be((TransientError, 1_200));
        Bits.Manager.RestartService();
        GoTo(3);

        (job.State, job.Progress.BytesTransferred, job.ErrorCount).Should().Be((Suspended, 2_000, 1));
        Bits.Network.Host("h").Requests[1].Ranges.Should().Equal(Ranges((200, 800)));
        job.Files[0].ResponseHeaders.Should().Contain("Content-Length: 800").And.Contain("Content-Range: bytes 200-999/10000");
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    [Trait("Rule", "ERR-35")]
    public void FileRefused_WasFetchedOnDemand_ComesAgainAsFarAsItWasAskedFor()
    {
        BackgroundCopyJob job = OnDemand();
        job.Files[0].RequestFileRanges([new(4_000, ToEnd), new(0, 4_000)]);
        job.Resume();
        GoTo(10);
        job.State.Should().Be(Transferred);

        job.Files[0].SetValidationState(false);
        (job.State, job.Progress.BytesTransferred).Should().Be((Error, 0));
        job.Files[0].GetFilledFileRanges().Should().BeEmpty();
        job.Resume();
        GoTo(12);
        job.Files[0].GetFilledFileRanges().Should().Equal(Ranges((4_000, 2_000)));
        GoTo(20);
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "PROP-8")]
    [Trait("Rule", "FILE-24")]
    public void OnDemandMode_CanBeTakenBack_AndTakesNoOtherFiles()
    {
        BackgroundCopyJob job = OnDemand();
        job.Properties.Get(BackgroundCopyJobPropertyId.OnDemandMode).Should().Be(true);
        job.Invoking(it => it.AddFile(@"\\server\share\f", @"C:\s")).Should().Throw<BitsException>().Where(refusal => refusal.HResult == HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
        job.Invoking(it => it.AddFileWithRanges("http://h/g", @"C:\g", [new(0, 1)])).Should().Throw<BitsException>().Where(refusal => refusal.HResult == HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED);
        job.Files.Should().ContainSingle();

        job.Properties.OnDemandMode = false;
        job.Resume();
        GoTo(10);
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void RequestFileRanges_WhatIsHere_ChangesNothing()
    {
        BackgroundCopyJob job = Job();
        job.Resume();
        GoTo(2);
        job.Files[0].RequestFileRanges([new(500, 1_000)]);
        GoTo(10);

        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 10_000));
        job.Files[0].RequestFileRanges([new(0, 10_000)]);
        job.State.Should().Be(Transferred);
    }
}
