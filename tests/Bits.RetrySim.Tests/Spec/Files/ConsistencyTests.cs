using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Files that change on the server.</summary>
public sealed class ConsistencyTests
{
    private static readonly DateTimeOffset Old = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset New = new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [Trait("Rule", "CONS-1")]
    [Trait("Rule", "CONS-2")]
    [InlineData(10_000, false, 0)]
    [InlineData(10_000, true, 1)]
    [InlineData(9_000, false, 1)]
    [InlineData(20_000, true, 1)]
    public void Download_ReplacedUnderWay_BeginsAgainIfSizeOrTimeStampDiffers(long size, bool newTimeStamp, int restarts)
    {
        using BitsSimulation simulation = new();
        SimulatedResource resource = Serve(simulation);
        resource.ChangesAt(TimeSpan.FromSeconds(5), size, newTimeStamp ? New : Old);
        BackgroundCopyJob job = Start(simulation);

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(6));

        (job.State, job.Error, job.ErrorCount).Should().Be((Transferring, null, 0), "it is no error");
        job.Progress.Should().Be(new BackgroundCopyJobProgress(size, restarts == 1 ? 1_000 : 6_000, 1, 0));
        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(1000));
        job.State.Should().Be(Transferred);
        job.Progress.BytesTransferred.Should().Be(size);
        (simulation.EventLog.Events.Count(entry => entry.Kind == JobEventKind.Transition), job.ErrorCount)
            .Should().Be((4, 0), "it went from SUSPENDED through QUEUED, CONNECTING and TRANSFERRING to TRANSFERRED");
    }

    [Theory]
    [Trait("Rule", "CONS-1")]
    [Trait("Rule", "CONS-2")]
    [InlineData(10_000, false, 4_000)]
    [InlineData(10_000, true, 0)]
    [InlineData(12_000, false, 0)]
    [InlineData(3_000, false, 0)]
    public void Download_ReplacedBetweenAttempts_BeginsAgainIfSizeOrTimeStampDiffers(long size, bool newTimeStamp, long offset)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        ManualAttempt first = bench.Start(job);
        first.Accept(10_000, Old);
        first.Receive(4_000);
        first.Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
        ManualAttempt second = bench.Start(job);

        second.Accept(size, newTimeStamp ? New : Old);

        second.Offset.Should().Be(offset);
        job.Progress.Should().Be(new BackgroundCopyJobProgress(size, offset, 1, 0));
        job.ErrorCount.Should().Be(1, "only the broken connection counts");
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Download_ReplacedUnderWay_RestartsThatFileOnly()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.Start(job).Accept(100, Old);
        bench.AttemptOf(job).Complete();
        bench.Pump();
        ManualAttempt second = bench.AttemptOf(job);
        second.Accept(100, Old);
        second.Receive(60);

        second.Restart(50, New);

        (job.State, job.ErrorCount, job.Error).Should().Be((Transferring, 0, null));
        job.Progress.Should().Be(new BackgroundCopyJobProgress(150, 100, 2, 1));
        second.Complete();
        (job.State, job.Progress.BytesTransferred).Should().Be((Transferred, 150));
    }

    [Fact]
    [Trait("Rule", "CONS-3")]
    public void FinishedFile_ReplacedOnTheServer_IsNotFetchedAgain()
    {
        using BitsSimulation simulation = new();
        SimulatedResource first = Serve(simulation);
        SimulatedResource second = simulation.Network.Host("server.example").Resource("/b", 10_000);
        BackgroundCopyJob job = Start(simulation);
        job.AddFile("http://server.example/b", @"C:\b");
        first.ChangesAt(TimeSpan.FromSeconds(12), 77, New);
        second.DropsAt(5_000, once: true);

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(2000));

        job.State.Should().Be(Transferred);
        (first.RequestCount, second.RequestCount).Should().Be((1, 2));
        job.Files[0].Progress.Should().Be(new BackgroundCopyFileProgress(10_000, 10_000, false));
    }

    /// <summary>A file that takes ten seconds.</summary>
    private static SimulatedResource Serve(BitsSimulation simulation)
    {
        simulation.Network.BitsPerSecond = 8_000;
        return simulation.Network.Host("server.example").Resource("/a", 10_000, Old);
    }

    private static BackgroundCopyJob Start(BitsSimulation simulation)
    {
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://server.example/a", @"C:\a");
        job.Resume();
        return job;
    }
}
