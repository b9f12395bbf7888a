using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>Code that advances the clock from within a call to a manager or a job on it: it is told so, and nobody waits for ever.</summary>
[Trait("Decision", "D-3")]
public sealed class SimulatedClockReentryTests
{
    private readonly List<Exception?> _refused = [];

    [Fact]
    public async Task Advance_InTheContinuationOfAWaitThatAClientsCallEnds_Throws()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = Job(bits.Manager);
        Task client = Client();

        (await CallOnThread.Begin(() => job.Cancel()).Failure).Should().BeNull();

        client.Exception!.InnerException.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("async method");
        bits.Clock.Advance(TimeSpan.FromSeconds(1));
        bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1), "the clock can be advanced when the call is over");

        async Task Client()
        {
            await job.WaitForOutcomeAsync().ConfigureAwait(false);
            bits.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Advance_InALogger_Throws()
    {
        SimulatedClock clock = new();
        using ReentrantLogger logger = new(() => Try(clock));
        using BitsSimulation bits = new(options => options.LoggerFactory = logger, clock);

        await Run(() => Job(bits.Manager).Cancel());

        AllRefused(clock);
    }

    [Fact]
    public async Task Advance_InAMeterListener_Throws()
    {
        using OwnMeters meters = new();
        using BitsSimulation bits = new(options => options.MeterFactory = meters);
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (meters.Meters.Contains(instrument.Meter))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => Try(bits.Clock));
        listener.Start();

        await Run(() => Job(bits.Manager).Cancel());

        AllRefused(bits.Clock);
    }

    [Fact]
    public async Task Advance_WhileAnotherManagerOnTheClockIsInACall_Throws()
    {
        using BitsSimulation bits = new();
        using BackgroundCopyManager other = new(new BackgroundCopyManagerOptions { TimeProvider = bits.Clock, Transport = new SimulatedNetwork() });
        BackgroundCopyJob there = Job(other);
        there.Resume();
        Wait(Job(bits.Manager), bits.Clock);

        await Run(() => bits.Manager.EnumJobs()[0].Cancel());

        there.State.Should().Be(BackgroundCopyJobState.Queued, "its time was not moved");
        AllRefused(bits.Clock);
    }

    [Fact]
    public async Task Advance_OfAClockWhoseCallLedToACallOnAnotherClock_Throws()
    {
        using BitsSimulation outer = new();
        using BitsSimulation inner = new();
        BackgroundCopyJob innerJob = Job(inner.Manager);
        Wait(innerJob, outer.Clock);
        BackgroundCopyJob outerJob = Job(outer.Manager);
        _ = CancelToo();

        await Run(() => outerJob.Cancel());

        AllRefused(outer.Clock);

        async Task CancelToo()
        {
            await outerJob.WaitForOutcomeAsync().ConfigureAwait(false);
            inner.Clock.Advance(TimeSpan.FromSeconds(1));
            innerJob.Cancel();
        }
    }

    [Fact]
    public async Task Advance_InTheSourceOfJobIds_Throws()
    {
        SimulatedClock clock = new();
        using BitsSimulation bits = new(
            options => options.JobIds = number =>
            {
                Try(clock);
                return new Guid(number, 0, 0, new byte[8]);
            },
            clock);

        await Run(() => Job(bits.Manager));

        AllRefused(clock);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("rename")]
    [InlineData("delete")]
    [Trait("Decision", "D-42")]
    public async Task Advance_InLocalFiles_Throws(string during)
    {
        GatedFiles files = new();
        using ServiceBench bench = new(setup => setup with { Files = files });
        int Advance(string name)
        {
            Try(bench.Clock);
            return 0;
        }

        JobRecord job = bench.CreateJob(files: 2);
        bench.Start(job).Arrive();
        files.OnCheckWritable = during == "check" ? Advance : files.OnCheckWritable;
        files.OnRename = during == "rename" ? Advance : files.OnRename;
        files.OnDelete = during == "delete" ? Advance : files.OnDelete;

        await Run(() =>
        {
            bench.AddFiles(job, 1);
            bench.Service.Files.Complete(job);
        });

        AllRefused(bench.Clock);
    }

    private static BackgroundCopyJob Job(BackgroundCopyManager manager)
    {
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://nowhere.example/a", "/a");
        return job;
    }

    /// <summary>On a thread of its own, so that a test that would hang fails.</summary>
    private static async Task Run(Action call) => (await CallOnThread.Begin(call).Failure).Should().BeNull();

    private void Wait(BackgroundCopyJob job, SimulatedClock clock)
    {
        _ = Client();

        async Task Client()
        {
            await job.WaitForOutcomeAsync().ConfigureAwait(false);
            Try(clock);
        }
    }

    private void Try(SimulatedClock clock)
    {
        _refused.Add(Record.Exception(() => clock.Advance(TimeSpan.FromDays(1))));
        _refused.Add(Record.Exception(() => clock.Sleep(TimeSpan.Zero)));
        _refused.Add(Record.Exception(() => clock.RunUntil(() => true, TimeSpan.Zero)));
    }

    private void AllRefused(SimulatedClock clock)
    {
        _refused.Should().NotBeEmpty().And.AllBeOfType<InvalidOperationException>();
        clock.Elapsed.Should().Be(TimeSpan.Zero);
        clock.Advance(TimeSpan.FromSeconds(1));
    }

    private sealed class ReentrantLogger(Action act) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => act();
    }

    private sealed class OwnMeters : IMeterFactory
    {
        internal List<Meter> Meters { get; } = [];

        public Meter Create(MeterOptions options)
        {
            Meter meter = new(options.Name);
            Meters.Add(meter);
            return meter;
        }

        public void Dispose() => Meters.ForEach(meter => meter.Dispose());
    }
}
