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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob(files: 3);
        scene.Begin(job).Accept(100);
        scene.AttemptOf(job).Complete();
        scene.Pump();
        job.Progress.Should().Be(new BackgroundCopyJobProgress(null, 100, 3, 1));

        scene.AttemptOf(job).Accept(50);
        scene.AttemptOf(job).Receive(20);
        job.Progress.Should().Be(new BackgroundCopyJobProgress(null, 120, 3, 1), "the size of the third file is not known");
        scene.AttemptOf(job).Complete();
        scene.Pump();
        scene.AttemptOf(job).Accept(7);

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
        using ManualScene scene = new();

        scene.Manager.CreateJob("empty").Progress.Should().Be(new BackgroundCopyJobProgress(0, 0, 0, 0));
    }

    [Theory]
    [Trait("Rule", "PROG-2")]
    [InlineData(0)]
    [InlineData(1)]
    public void JobProgress_AnyFileOfUnknownSize_HasNoTotal(int known)
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        scene.Begin(job).Accept(100);
        if (known == 1)
        {
            scene.AttemptOf(job).Complete();
        }

        job.Progress.BytesTotal.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "PROG-2")]
    public void JobProgress_SizesBeyondALong_CanStillBeRead()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        scene.Begin(job).Accept(long.MaxValue);
        scene.AttemptOf(job).Complete();
        scene.Pump();
        scene.AttemptOf(job).Accept(long.MaxValue);
        scene.AttemptOf(job).Receive(1);

        job.Progress.Should().Be(new BackgroundCopyJobProgress(long.MaxValue, long.MaxValue, 2, 1));
    }

    [Fact]
    [Trait("Rule", "PROG-3")]
    [Trait("Rule", "DEF-file-progress")]
    public void FileProgress_BeforeTheServerWasAsked_IsUnknownZeroFalse()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        BackgroundCopyFileProgress unknown = new(null, 0, false);

        job.Files[0].Progress.Should().Be(unknown);
        scene.Begin(job);
        job.Files[0].Progress.Should().Be(unknown, "the server has not answered yet");
        scene.AttemptOf(job).Accept(100);

        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(100, 0, false));
    }

    [Fact]
    [Trait("Rule", "PROG-4")]
    [Trait("Rule", "LIFE-11")]
    public void FileProgress_Completed_IsTrueOnlyForWhatCompleteDelivered()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        scene.Begin(job).Accept(100);
        scene.AttemptOf(job).Complete();
        scene.Pump();
        scene.AttemptOf(job).Accept(50);
        scene.AttemptOf(job).Receive(20);
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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(Transferred, files: 2);
        scene.Files.FailRename(job.Files[1].LocalName, HResults.ERROR_SHARING_VIOLATION);

        FluentActions.Invoking(() => job.Complete()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.ERROR_SHARING_VIOLATION);

        job.State.Should().Be(Transferred);
        job.Files.Select(file => file.Progress.Completed).Should().Equal(true, false);
        scene.Files.Restore(job.Files[1].LocalName);
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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        ManualAttempt first = scene.Begin(job);
        first.Accept(100);
        first.Receive(40);

        Interrupt(scene, job, interruption);

        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(100, 40, false));
        first.IsRunning.Should().BeFalse();
        GoOn(scene, job, interruption);
        ManualAttempt second = scene.AttemptOf(job);
        second.Offset.Should().Be(40);
        second.Accept(100);
        second.Complete();
        job.Progress.Should().Be(new BackgroundCopyJobProgress(100, 100, 1, 1));
    }

    private static void Interrupt(ManualScene scene, BackgroundCopyJob job, string interruption)
    {
        switch (interruption)
        {
            case "suspend":
                job.Suspend();
                break;
            case "retry":
                scene.AttemptOf(job).Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
                break;
            case "restart":
                scene.Manager.RestartService();
                break;
            case "logoff":
                scene.Environment.LogOff(job.Owner);
                break;
            default:
                scene.Environment.NetworkAvailable = false;
                break;
        }
    }

    private static void GoOn(ManualScene scene, BackgroundCopyJob job, string interruption)
    {
        scene.Pump();
        switch (interruption)
        {
            case "suspend":
                job.Resume();
                break;
            case "logoff":
                scene.Environment.LogOn(job.Owner);
                break;
            case "network":
                scene.Environment.NetworkAvailable = true;
                break;
            default:
                break;
        }

        scene.AdvanceTo(600);
    }
}
