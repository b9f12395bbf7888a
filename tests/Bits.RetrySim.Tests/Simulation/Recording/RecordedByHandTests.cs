using CsCheck;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>What is said by hand of attempts, recorded and played again: the same in virtual time, to the tick.</summary>
public sealed class RecordedByHandTests
{
    [Fact]
    public void Recording_OfADownload_PlaysTheSame()
    {
        using RecordedScene scene = new();
        BackgroundCopyJob job = scene.Fetch();
        scene.Wait(0.25);
        scene.Network.Current.FailHttp(503);
        scene.Wait(600.5);
        scene.Network.Current.Accept(1000);
        scene.Wait(1);
        scene.Network.Current.Receive(400);
        scene.Wait(30);
        scene.Network.Current.Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
        scene.Wait(600.5);
        Played(scene);

        scene.Network.Current.Accept(1000);
        scene.Wait(2);
        scene.Network.Current.Receive(600);
        scene.Wait(3);
        scene.Network.Current.Complete();
        scene.Wait(4);
        job.Complete();
        Played(scene);
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Recording_OfAChangedFile_BeginsAgainInTheMiddle()
    {
        using RecordedScene scene = new();
        scene.Fetch();
        scene.Wait(1);
        scene.Network.Current.Accept(1000, SimulatedFiles());
        scene.Wait(1);
        scene.Network.Current.Receive(400);
        scene.Wait(5);
        scene.Network.Current.Restart(700, SimulatedFiles().AddDays(1));
        scene.Wait(2);
        scene.Network.Current.Receive(100);
        scene.Wait(2);
        scene.Network.Current.Fail(HResults.ERROR_WINHTTP_TIMEOUT);
        scene.Wait(601);
        scene.Network.Current.Accept(900, SimulatedFiles().AddDays(2));
        scene.Wait(1);
        scene.Network.Current.Complete();

        Played(scene);
    }

    /// <summary>As on a real clock, where a client may call while others are still told: calls come first in virtual time.</summary>
    [Fact]
    public void Recording_OfCallsRightAfterReports_PlaysThemInTheirOrder()
    {
        using RecordedScene scene = new();
        BackgroundCopyJob job = scene.Fetch();
        scene.Wait(1);
        scene.Network.Current.Accept(1000);
        job.Suspend();
        job.Resume();
        scene.Wait(1);
        scene.Network.Current.Accept(1000);
        scene.Wait(1);
        scene.Network.Current.Receive(400);
        job.Suspend();
        scene.Wait(1);
        job.Resume();
        scene.Wait(1);
        scene.Network.Current.Accept(1000);
        scene.Network.Current.Complete();
        job.Complete();
        scene.Fetch();

        string scenario = scene.Write();
        Lines(RecordedScene.Replay(scenario)).Should().Equal(Lines(scene.Manager.EventLog.Events), "it is the same incident: {0}", scenario);

        static IEnumerable<string> Lines(IEnumerable<JobEvent> events) =>
            RecordedScene.Told(events).Select(static entry => $"{entry with { Instant = default }} {entry.Progress?.BytesTransferred}");
    }

    /// <summary>What comes of a call that is played a tick later is no later for that: the next call finds what it found.</summary>
    [Fact]
    public void Recording_OfAClientThatResumesAtOnce_PlaysEachRoundAlike()
    {
        using RecordedScene scene = new();
        BackgroundCopyJob job = scene.Fetch();
        for (int i = 0; i < 3; i++)
        {
            scene.Wait(1);
            scene.Network.Current.FailHttp(404);
            job.Resume();
            scene.Wait(0);
        }

        scene.Wait(1);
        scene.Network.Current.Accept(1000);
        scene.Wait(1);
        scene.Network.Current.Complete();
        job.Complete();

        string scenario = scene.Write();
        JobEvent[] seen = [.. RecordedScene.Told(scene.Manager.EventLog.Events)];
        JobEvent[] played = [.. RecordedScene.Told(RecordedScene.Replay(scenario))];
        played.Select(static entry => $"{entry with { Instant = default }}").Should().Equal(seen.Select(static entry => $"{entry with { Instant = default }}"), "it is the same incident: {0}", scenario);
        played.Zip(seen, static (one, other) => (one.Instant - other.Instant).Ticks).Should().OnlyContain(static ticks => ticks == 0 || ticks == 1);
    }

    /// <summary>A report that comes while others are still told of an earlier instant is one of that instant, though the clock has gone on.</summary>
    [Fact]
    [Trait("Rule", "D-47")]
    public void Recording_OfAReportWhileOthersAreTold_IsOfTheInstantOfTheJob()
    {
        FakeTimeProvider time = new();
        ManualTransport network = new();
        TransferRecorder recorder = new();
        FakeLogCollector log = FakeLogCollector.Create(new FakeLogCollectorOptions { OutputSink = FailWhenAnotherIsTold });
        using LoggerFactory loggers = new([new FakeLoggerProvider(log)]);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = time, Transport = new RecordedTransport(recorder, network), LoggerFactory = loggers });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://cdn.example/a.bin", @"C:\a.bin");
        job.Resume();
        time.Advance(TimeSpan.FromMilliseconds(1));
        BackgroundCopyJob other = manager.CreateJob("other");
        other.AddFile("https://cdn.example/b.bin", @"C:\b.bin");
        other.Resume();
        time.Advance(TimeSpan.FromMilliseconds(1));

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        RecordedAttempt attempt = recorder.AttemptsOf(1).Single();
        attempt.Moments.Select(static moment => (moment.Instant, moment.Kind)).Should().Equal((TimeSpan.TicksPerMillisecond, TransferReportKind.Failed));
        attempt.StoppedAt.Should().BeNull();

        void FailWhenAnotherIsTold(string line)
        {
            if (line.Contains("Job 2 went from Suspended", StringComparison.Ordinal))
            {
                time.Advance(TimeSpan.FromSeconds(1));
                network.Current.Fail(HResults.ERROR_WINHTTP_TIMEOUT);
            }
        }
    }

    [Fact]
    public void Recording_OfAStoppedAttempt_StandsStillUntilThen()
    {
        using RecordedScene scene = new();
        BackgroundCopyJob job = scene.Fetch();
        scene.Wait(1);
        scene.Network.Current.Accept(1000);
        scene.Network.Current.Receive(1000);
        scene.Wait(100_000);
        job.Suspend();
        scene.Wait(10);
        job.Resume();
        scene.Wait(10);
        scene.Manager.Environment.NetworkAvailable = false;
        scene.Wait(10);
        scene.Manager.Environment.NetworkAvailable = true;
        scene.Wait(7);

        Played(scene);
    }

    [Fact]
    public void Recording_OfTheSameUrlTwice_HasAFileForEach()
    {
        using RecordedScene scene = new();
        scene.Fetch("https://cdn.example/a.bin?one", BackgroundCopyJobPriority.Foreground);
        scene.Fetch("https://cdn.example/a.bin?two", BackgroundCopyJobPriority.Foreground);
        scene.Wait(1);
        scene.Network.Running[1].FailHttp(404);
        scene.Network.Running[0].Accept(10);
        scene.Wait(1);
        scene.Network.Running[0].Complete();

        Played(scene);
        scene.Write().Should().Contain("\"https://cdn.example/2-1/a.bin\"").And.NotContain("?");
    }

    [Fact]
    public void Recording_OfManyBytes_KeepsFewSteps()
    {
        using RecordedScene scene = new(new TransferRecorder());
        scene.Fetch();
        scene.Wait(1);
        ManualAttempt attempt = scene.Network.Current;
        attempt.Accept(100_000);
        for (int i = 0; i < 5000; i++)
        {
            scene.Wait(0.7);
            attempt.Receive(10);
        }

        attempt.FailHttp(500);

        scene.Recorder.AttemptsOf(1).Single().Moments.Count.Should().BeInRange(128, 260);
        Played(scene);
    }

    [Fact]
    public void Recording_WithinTheResolution_KeepsTheFirstAndTheLastBytes()
    {
        using RecordedScene scene = new(new TransferRecorder { Resolution = TimeSpan.FromSeconds(10) });
        scene.Fetch();
        scene.Wait(1);
        scene.Network.Current.Accept(100);
        for (int i = 0; i < 5; i++)
        {
            scene.Wait(1);
            scene.Network.Current.Receive(10);
        }

        scene.Recorder.AttemptsOf(1).Single().Moments.Select(moment => (moment.Instant / TimeSpan.TicksPerSecond, moment.Bytes)).Should().Equal((1, 0), (2, 10), (6, 50));
    }

    /// <summary>Networks said at random: each recording plays as it was.</summary>
    [Fact]
    public void Recording_OfAnything_PlaysTheSame() => Gen.Int.Sample(
        seed =>
        {
            using RecordedScene scene = new();
            RandomScene random = new(scene, new Random(seed));
            random.Run(steps: 40);
            Played(scene);
        },
        iter: 400);

    private static DateTimeOffset SimulatedFiles() => new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static void Played(RecordedScene scene)
    {
        string scenario = scene.Write();
        string[] played = [.. RecordedScene.Lines(RecordedScene.Replay(scenario))];
        string[] seen = [.. RecordedScene.Lines(scene.Manager.EventLog.Events)];
        played.Should().Equal(seen, "it is the same incident: {0}", scenario);
    }
}
