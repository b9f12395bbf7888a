using System.Diagnostics.Metrics;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>The instruments, each heard by a collector of its own test.</summary>
public sealed class MetricsTests : IDisposable
{
    private readonly MeterScope _meters = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public void Transitions_FailedAttempt_AreCountedByEdgeAndError()
    {
        using MetricCollector<long> transitions = _meters.Collect<long>("bits.job.transitions");
        using Bench scene = Scene();

        scene.JobIn(BackgroundCopyJobState.TransientError, priority: BackgroundCopyJobPriority.Foreground);

        MeterScope.Lines(transitions).Should().Equal(
            "1 bits.job.priority=Foreground bits.job.state=Queued bits.job.state.previous=Suspended",
            "1 bits.job.priority=Foreground bits.job.state=Connecting bits.job.state.previous=Queued",
            "1 bits.error.class=Transient bits.error.context=RemoteFile bits.job.priority=Foreground bits.job.state=TransientError bits.job.state.previous=Connecting");
    }

    [Fact]
    public void Retries_FailedAttempt_AreCountedWithTheirDelay()
    {
        using MetricCollector<long> retries = _meters.Collect<long>("bits.retry.scheduled");
        using MetricCollector<double> delays = _meters.Collect<double>("bits.retry.delay");
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        job.MinimumRetryDelay = TimeSpan.FromSeconds(90);

        scene.Start(job).FailHttp(503);

        MeterScope.Lines(retries).Should().Equal("1 bits.error.context=RemoteFile bits.job.priority=Normal");
        MeterScope.Lines(delays).Should().Equal("90 bits.error.context=RemoteFile bits.job.priority=Normal");
    }

    [Fact]
    public void Retries_DelayAboveTimeout_AreNone()
    {
        using MetricCollector<long> retries = _meters.Collect<long>("bits.retry.scheduled");
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        job.NoProgressTimeout = TimeSpan.FromSeconds(120);

        scene.Start(job).FailHttp(503);
        scene.GoTo(86_400);

        job.State.Should().Be(BackgroundCopyJobState.Error);
        retries.GetMeasurementSnapshot().Should().BeEmpty();
    }

    [Fact]
    public void Retries_WaitForACondition_AreNone()
    {
        using MetricCollector<long> retries = _meters.Collect<long>("bits.retry.scheduled");
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Start(job);

        scene.Environment.NetworkAvailable = false;

        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        retries.GetMeasurementSnapshot().Should().BeEmpty();
    }

    [Fact]
    public void Attempts_FourteenDays_AreAsManyAsTheJobCounts()
    {
        using MetricCollector<long> attempts = _meters.Collect<long>("bits.job.attempts");
        using MetricCollector<long> retries = _meters.Collect<long>("bits.retry.scheduled");
        using BitsSimulation simulation = new(options => options.MeterFactory = _meters);
        BackgroundCopyJob job = SimulatedJob(simulation);

        simulation.Clock.Advance(TimeSpan.FromDays(14));

        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.RetryStatus.Attempts.Should().Be(2017);
        Sum(attempts).Should().Be(2017);
        Sum(retries).Should().Be(2016);
        attempts.LastMeasurement!.Tags.Should().BeEquivalentTo(new Dictionary<string, object?> { ["bits.job.priority"] = "Normal" });
    }

    [Fact]
    public void Bytes_TransferThatBreaksOffAndGoesOn_AreCountedOnce()
    {
        using MetricCollector<long> bytes = _meters.Collect<long>("bits.transfer.bytes");
        using BitsSimulation simulation = new(options => options.MeterFactory = _meters);
        simulation.Network.BitsPerSecond = 8_000;
        simulation.Network.Host("cdn.example").Resource("/a", 50_000).DropsAt(20_000, once: true);
        BackgroundCopyJob job = SimulatedJob(simulation);

        simulation.Clock.Advance(TimeSpan.FromDays(1));

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        Sum(bytes).Should().Be(50_000);
        bytes.GetMeasurementSnapshot().Should().OnlyContain(measurement => (string)measurement.Tags["bits.job.priority"]! == "Normal");
    }

    [Fact]
    public void TransferDuration_FailureAndSuccess_IsTheTimeOfEach()
    {
        using MetricCollector<double> duration = _meters.Collect<double>("bits.transfer.duration");
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Start(job);

        scene.GoTo(3);
        scene.AttemptOf(job).FailHttp(503);
        scene.GoTo(603);
        scene.AttemptOf(job).Accept(Bench.FileSize);
        scene.GoTo(610);
        scene.AttemptOf(job).Complete();

        MeterScope.Lines(duration).Should().Equal(
            "3 bits.job.priority=Normal bits.job.state=TransientError error.type=0x801901F7",
            "7 bits.job.priority=Normal bits.job.state=Transferred");
    }

    [Fact]
    public void Active_JobsOfTwoManagers_AreCountedByState()
    {
        using MetricCollector<long> active = _meters.Collect<long>("bits.job.active");
        using Bench one = Scene();
        using Bench other = Scene();
        one.CreateJob();
        one.JobIn(BackgroundCopyJobState.TransientError);
        one.JobIn(BackgroundCopyJobState.Cancelled);
        other.JobIn(BackgroundCopyJobState.TransientError);

        Jobs(active).Should().Equal("1 Suspended", "2 TransientError");
        one.Manager.Dispose();

        Jobs(active).Should().Equal("1 TransientError");
    }

    [Fact]
    public void Active_NoJob_IsZeroInEveryStateThatIsNotFinal()
    {
        using MetricCollector<long> active = _meters.Collect<long>("bits.job.active");
        using Bench scene = Scene();

        active.RecordObservableInstruments();

        MeterScope.Lines(active).Should().Equal(new[] { "Queued", "Connecting", "Transferring", "Suspended", "Error", "TransientError", "Transferred" }
            .Select(state => $"0 bits.job.state={state}"));
    }

    [Fact]
    public void CallbackDuration_Simulation_IsZero()
    {
        using MetricCollector<double> duration = _meters.Collect<double>("bits.callback.duration");
        using Bench scene = Scene(options => options.RethrowCallbackExceptions = false);
        BackgroundCopyJob job = scene.CreateJob();
        int calls = 0;
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => _ = ++calls == 1 ? throw new InvalidOperationException() : 0 };

        scene.Start(job).FailHttp(404);
        scene.GoTo(600);

        MeterScope.Lines(duration).Should().Equal(
            "0 bits.callback=JobError bits.callback.acknowledged=False",
            "0 bits.callback=JobError bits.callback.acknowledged=True");
    }

    [Fact]
    public void CallbackDuration_OtherTimeProvider_IsTakenByIt()
    {
        FakeTimeProvider time = new();
        using MetricCollector<double> duration = _meters.Collect<double>("bits.callback.duration");
        using ManualTransportManager manager = new(time, _meters);
        BackgroundCopyJob job = manager.CreateJob();
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => time.Advance(TimeSpan.FromSeconds(2.5)) };

        job.Resume();
        time.Advance(TimeSpan.FromSeconds(1));
        manager.Transport.Attempts[^1].FailHttp(404);
        time.Advance(TimeSpan.FromSeconds(1));

        MeterScope.Lines(duration).Should().Equal("2.5 bits.callback=JobError bits.callback.acknowledged=True");
    }

    [Fact]
    public void Tags_RunWithEverything_AreTheDocumentedOnesAndNameNoJob()
    {
        List<string> seen = [];
        using MeterListener listener = ListenTo(_meters, (instrument, _, tags) => seen.AddRange(tags.Select(tag => $"{tag.Key}={tag.Value}")));
        using BitsSimulation simulation = new(options => options.MeterFactory = _meters);
        simulation.Network.Host("secret.example").Resource("/secret-path", 50_000).DropsAt(20_000, once: true);
        BackgroundCopyJob job = simulation.Manager.CreateJob("secret name");
        job.AddFile("https://secret-user:secret-password@secret.example/secret-path", @"C:\secret\local");
        job.NotifyInterface = new BackgroundCopyCallback();

        job.Resume();
        simulation.Clock.Advance(TimeSpan.FromDays(1));
        listener.RecordObservableInstruments();

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        seen.Should().NotBeEmpty().And.NotContain(tag => tag.Contains("secret", StringComparison.Ordinal) || tag.Contains(job.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void EventLog_WithListenersAndWithout_IsTheSame()
    {
        string Run(IMeterFactory? meters)
        {
            using BitsSimulation simulation = new(options => options.MeterFactory = meters);
            SimulatedJob(simulation).NotifyInterface = new RecordingCallback();
            simulation.Clock.Advance(TimeSpan.FromDays(20));
            using StringWriter writer = new();
            simulation.EventLog.WriteTo(writer);
            return writer.ToString();
        }

        int heard = 0;
        using MeterListener listener = ListenTo(_meters, (_, _, _) => heard++);

        Run(_meters).Should().Be(Run(null));
        heard.Should().BeGreaterThan(2017);
    }

    [Fact]
    public void Listener_CallingBackIntoAJob_IsNotUnderTheLock()
    {
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        List<BackgroundCopyJobState> seen = [];
        using MeterListener listener = ListenTo(_meters, (instrument, _, tags) =>
        {
            if (instrument.Name == "bits.job.attempts")
            {
                seen.Add(Task.Run(() => job.State).GetAwaiter().GetResult());
                job.Suspend();
            }
        });

        job.Resume();
        scene.Pump();

        seen.Should().Equal(BackgroundCopyJobState.Connecting);
        job.State.Should().Be(BackgroundCopyJobState.Suspended);
        scene.Transport.Running.Should().BeEmpty();
    }

    [Fact]
    public void Listener_ThatThrows_ReachesWhoeverMovesASimulatedClock()
    {
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.CreateJob();
        using MeterListener listener = ListenTo(_meters, (_, _, _) => throw new InvalidOperationException("no room"));
        job.Resume();

        Action pump = scene.Pump;

        pump.Should().Throw<InvalidOperationException>().WithMessage("no room");
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        scene.Transport.Running.Should().ContainSingle();
    }

    [Fact]
    public async Task Listener_ThatThrows_IsLoggedOnOtherTimeProviders()
    {
        using ChannelLogger logger = new();
        FakeTimeProvider time = new();
        using ManualTransportManager manager = new(time, _meters, logger);
        BackgroundCopyJob job = manager.CreateJob();
        using MeterListener listener = ListenTo(_meters, (_, _, _) => throw new InvalidOperationException("no room"));

        job.Resume();
        time.Advance(TimeSpan.FromSeconds(1));

        (await logger.WaitForAsync("StepFailed")).Level.Should().Be(Microsoft.Extensions.Logging.LogLevel.Critical);
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        manager.Transport.Running.Should().ContainSingle();
    }

    [Fact]
    public void Listener_ThatComesLate_HearsWhatHappensFromThenOn()
    {
        using Bench scene = Scene();
        BackgroundCopyJob job = scene.JobIn(BackgroundCopyJobState.Connecting, priority: BackgroundCopyJobPriority.Foreground);
        List<string> heard = [];
        using (ListenTo(_meters, (_, _, tags) => heard.Add(string.Join(' ', tags))))
        {
            scene.AttemptOf(job).Accept(Bench.FileSize);
        }

        scene.AttemptOf(job).Complete();

        heard.Should().Equal("[bits.job.state, Transferring] [bits.job.state.previous, Connecting] [bits.job.priority, Foreground]");
    }

    internal static MeterListener ListenTo(MeterScope meters, Action<Instrument, double, KeyValuePair<string, object?>[]> heard)
    {
        MeterListener listener = new()
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => heard(instrument, value, tags.ToArray()));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => heard(instrument, value, tags.ToArray()));
        listener.Start();
        return listener;
    }

    private static long Sum(MetricCollector<long> collector) => collector.GetMeasurementSnapshot().Sum(measurement => measurement.Value);

    private static string[] Jobs(MetricCollector<long> active)
    {
        active.Clear();
        active.RecordObservableInstruments();
        return [.. active.GetMeasurementSnapshot().Where(jobs => jobs.Value != 0).Select(jobs => FormattableString.Invariant($"{jobs.Value} {jobs.Tags["bits.job.state"]}"))];
    }

    private static BackgroundCopyJob SimulatedJob(BitsSimulation simulation)
    {
        simulation.Network.Host("gone.example").Fails(SimulatedFault.HttpStatus(503));
        bool drops = simulation.Network.BitsPerSecond is 8_000;
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile(drops ? "https://cdn.example/a" : "https://gone.example/a", @"C:\in\a");
        job.Resume();
        return job;
    }

    private Bench Scene(Action<BackgroundCopyManagerOptions>? configure = null) => new(options =>
    {
        options.MeterFactory = _meters;
        configure?.Invoke(options);
    });
}
