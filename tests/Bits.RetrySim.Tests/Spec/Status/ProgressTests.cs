using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What jobs and files tell of their bytes.</summary>
public sealed class ProgressTests
{
    [Fact]
    [Trait("Rule", "PROG-1")]
    [Trait("Rule", "PROG-2")]
    public void JobProgress_SecondOfThreeFilesUnderWay_IsOneConsistentPicture()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 3);
        bench.Start(job).Accept(100);
        bench.AttemptOf(job).Complete();
        bench.Pump();
        job.Progress.Should().Be(new BackgroundCopyJobProgress(null, 100, 3, 1));

        bench.AttemptOf(job).Accept(50);
        bench.AttemptOf(job).Receive(20);
        job.Progress.Should().Be(new BackgroundCopyJobProgress(null, 120, 3, 1), "the size of the third file is not known");
        bench.AttemptOf(job).Complete();
        bench.Pump();
        bench.AttemptOf(job).Accept(7);

        job.Progress.Should().Be(new BackgroundCopyJobProgress(157, 150, 3, 2));
    }

    [Fact]
    [Trait("Rule", "PROG-1")]
    public void JobProgress_ReadWhileBytesFlow_IsAsOfNow()
    {
        using BitsSimulation simulation = new();
        simulation.Network.BitsPerSecond = 8_000;
        simulation.Network.Host("server.example").Resource("/a", 10_000);
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        BackgroundCopyFile file = job.AddFile("http://server.example/a", @"C:\a");
        job.Resume();

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(2.5));

        job.Progress.Should().Be(new BackgroundCopyJobProgress(10_000, 2_500, 1, 0));
        file.Progress.Should().Be(new BackgroundCopyFileProgress(10_000, 2_500, false));
        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(10));
        job.Progress.Should().Be(new BackgroundCopyJobProgress(10_000, 10_000, 1, 1));
    }

    [Fact]
    [Trait("Rule", "PROG-2")]
    [Trait("Rule", "DEF-job-progress")]
    public void JobProgress_NoFiles_IsZeroThroughout()
    {
        using Bench bench = new();

        bench.Manager.CreateJob("empty").Progress.Should().Be(new BackgroundCopyJobProgress(0, 0, 0, 0));
    }

    [Theory]
    [Trait("Rule", "PROG-2")]
    [InlineData(0)]
    [InlineData(1)]
    public void JobProgress_AnyFileOfUnknownSize_HasNoTotal(int known)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.Start(job).Accept(100);
        if (known == 1)
        {
            bench.AttemptOf(job).Complete();
        }

        job.Progress.BytesTotal.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "PROG-2")]
    public void JobProgress_SizesBeyondALong_CanStillBeRead()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.Start(job).Accept(long.MaxValue);
        bench.AttemptOf(job).Complete();
        bench.Pump();
        bench.AttemptOf(job).Accept(long.MaxValue);
        bench.AttemptOf(job).Receive(1);

        job.Progress.Should().Be(new BackgroundCopyJobProgress(long.MaxValue, long.MaxValue, 2, 1));
    }

    [Fact]
    [Trait("Rule", "PROG-3")]
    [Trait("Rule", "DEF-file-progress")]
    public void FileProgress_BeforeTheServerWasAsked_IsUnknownZeroFalse()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        BackgroundCopyFileProgress unknown = new(null, 0, false);

        job.Files[0].Progress.Should().Be(unknown);
        bench.Start(job);
        job.Files[0].Progress.Should().Be(unknown, "the server has not answered yet");
        bench.AttemptOf(job).Accept(100);

        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(100, 0, false));
    }

    [Fact]
    [Trait("Rule", "PROG-4")]
    [Trait("Rule", "LIFE-11")]
    public void FileProgress_Completed_IsTrueOnlyForWhatCompleteDelivered()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.Start(job).Accept(100);
        bench.AttemptOf(job).Complete();
        bench.Pump();
        bench.AttemptOf(job).Accept(50);
        bench.AttemptOf(job).Receive(20);
        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(100, 100, false), "it has arrived, but is not delivered");

        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);

        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(100, 100, true));
        job.Files[1].Progress.Completed.Should().BeFalse();
    }

    [Fact]
    [Trait("Rule", "PROG-4")]
    [Trait("Rule", "LIFE-14")]
    public void FileProgress_RenameFails_CompletedForThoseRenamedBefore()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferred, files: 2);
        bench.Files.FailRename(job.Files[1].LocalName, HResults.ERROR_SHARING_VIOLATION);

        FluentActions.Invoking(() => job.Complete()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.ERROR_SHARING_VIOLATION);

        job.State.Should().Be(Transferred);
        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, false);
        bench.Files.Restore(job.Files[1].LocalName);
        job.Complete().Should().Be(BackgroundCopyResult.Ok);
        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, true);
    }

    [Fact]
    [Trait("Rule", "PROG-5")]
    [Trait("Rule", "CONS-2")]
    public void FileProgress_TimeStampChangesUnderWay_FallsToZero()
    {
        using BitsSimulation simulation = new();
        simulation.Network.BitsPerSecond = 8_000;
        simulation.Network.Host("server.example").Resource("/a", 10_000)
            .ChangesAt(TimeSpan.FromSeconds(5), 10_000, new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://server.example/a", @"C:\a");
        job.Resume();

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(4.999));
        job.Progress.BytesTransferred.Should().Be(4_999);
        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(5));

        job.Progress.BytesTransferred.Should().Be(0);
        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(10_000, 0, false));
    }

    [Theory]
    [Trait("Rule", "PROG-8")]
    [InlineData("suspend")]
    [InlineData("retry")]
    [InlineData("restart")]
    [InlineData("logoff")]
    [InlineData("network")]
    public void FileProgress_Interrupted_GoesOnWhereItWas(string interruption)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        ManualAttempt first = bench.Start(job);
        first.Accept(100);
        first.Receive(40);

        Interrupt(bench, job, interruption);

        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(100, 40, false));
        first.IsRunning.Should().BeFalse();
        GoOn(bench, job, interruption);
        ManualAttempt second = bench.AttemptOf(job);
        second.Offset.Should().Be(40);
        second.Accept(100);
        second.Complete();
        job.Progress.Should().Be(new BackgroundCopyJobProgress(100, 100, 1, 1));
    }

    private static void Interrupt(Bench bench, BackgroundCopyJob job, string interruption)
    {
        switch (interruption)
        {
            case "suspend":
                job.Suspend();
                break;
            case "retry":
                bench.AttemptOf(job).Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
                break;
            case "restart":
                bench.Manager.RestartService();
                break;
            case "logoff":
                bench.Environment.LogOff(job.Owner);
                break;
            default:
                bench.Environment.NetworkAvailable = false;
                break;
        }
    }

    private static void GoOn(Bench bench, BackgroundCopyJob job, string interruption)
    {
        bench.Pump();
        switch (interruption)
        {
            case "suspend":
                job.Resume();
                break;
            case "logoff":
                bench.Environment.LogOn(job.Owner);
                break;
            case "network":
                bench.Environment.NetworkAvailable = true;
                break;
            default:
                break;
        }

        bench.GoTo(600);
    }
}
