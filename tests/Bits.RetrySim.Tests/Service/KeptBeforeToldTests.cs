using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>In which order jobs are kept, and others hear of them.</summary>
public sealed class KeptBeforeToldTests : IDisposable
{
    private readonly MemoryStore _store = new();
    private readonly Bench _bench;

    public KeptBeforeToldTests() => _bench = new Bench(options => options.Store = _store);

    public void Dispose() => _bench.Dispose();

    /// <summary>Whoever waits for a state hears of it at once.</summary>
    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public async Task Wait_ForAState_EndsWhenItIsKept()
    {
        BackgroundCopyJob job = _bench.StartJob();
        Task<BackgroundCopyJobState> kept = KeptStateAsync(job);

        _bench.AttemptOf(job).Arrive();
        _bench.Pump();

        (await kept.Within()).Should().Be(BackgroundCopyJobState.Transferred);
    }

    /// <summary>A call that another one's effects wait for is kept all the same when it returns: the process may end at the next instant.</summary>
    /// <param name="onOtherThread">Whether it comes from another thread than the callback's.</param>
    [Theory]
    [Trait("Rule", "CLOCK-7")]
    [InlineData(false)]
    [InlineData(true)]
    public void Call_WhileACallbackRuns_IsKeptWhenItReturns(bool onOtherThread)
    {
        List<bool> kept = [];
        BackgroundCopyJob job = _bench.CreateJob();
        void Call()
        {
            BackgroundCopyJob made = _bench.Manager.CreateJob("made");
            kept.Add(_store.Jobs.ContainsKey(made.Id));
            made.Cancel();
            kept.Add(!_store.Jobs.ContainsKey(made.Id));
        }

        void OnTransferred(BackgroundCopyJob transferred)
        {
            if (onOtherThread)
            {
                Thread other = new(Call) { Name = "other" };
                other.Start();
                Guard.Join(other);
            }
            else
            {
                Call();
            }
        }

        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = OnTransferred };
        _bench.Start(job).Arrive();
        _bench.Pump();

        kept.Should().Equal(true, true);
    }

    /// <summary>A call that another thread's commit has taken along waits for it: the store may take its time.</summary>
    [Fact]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Runs", "Once")]
    public async Task Calls_OfSeveralThreads_AreKeptWhenTheyReturn()
    {
        SlowStore store = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            Transport = new ManualTransport(),
            Store = store,
            DefaultOwner = new BackgroundCopyUser("admin", BackgroundCopyUserKind.Administrator),
        });
        int early = 0;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int call = 0; call < 500; call++)
            {
                BackgroundCopyJob job = manager.CreateJob("job");
                if (!store.Has(job.Id))
                {
                    Interlocked.Increment(ref early);
                }
            }
        })));

        early.Should().Be(0);
    }

    /// <summary>A store may take its time: nobody waits for it who only reads.</summary>
    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Begin_JobsComeBack_AreKeptOutsideTheLock()
    {
        _bench.StartJob();
        RecordingTransport transport = new(isLive: true);
        MemoryStore store = new(_store.Load());
        int commits = 0;
        store.BeforeCommit = () =>
        {
            commits++;
            Thread reader = new(() => transport.Host.Remark("read")) { Name = "reader" };
            reader.Start();
            Guard.Join(reader);
        };

        using (new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = new SimulatedClock(), Transport = transport, Store = store }))
        {
            commits.Should().Be(1);
        }
    }

    /// <summary>A logger is somebody else's code, which may wait for another thread.</summary>
    [Fact]
    public void Dispose_StoreFailsAndLoggerDisposesElsewhere_ComesToAnEnd()
    {
        BackgroundCopyManager? manager = null;
        int told = 0;
        MemoryStore store = new();
        using LoggerFactory loggers = new([new CallingLoggers(() =>
        {
            told++;
            store.Failure = null;
            Thread other = new(() => manager!.Dispose()) { Name = "other" };
            other.Start();
            Guard.Join(other);
        })]);
        SimulatedClock clock = new();
        manager = new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = new ManualTransport(), Store = store, LoggerFactory = loggers });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        job.Resume();
        clock.Advance(TimeSpan.Zero);
        store.Failure = new JobStoreException("full", HResults.E_FAIL);

        manager.Dispose();

        told.Should().Be(1);
        store[job].Data.State.Should().Be(BackgroundCopyJobState.Connecting, "whoever comes second keeps what the first could not");
    }

    private async Task<BackgroundCopyJobState> KeptStateAsync(BackgroundCopyJob job)
    {
        await job.WaitForStateAsync(BackgroundCopyJobState.Transferred);
        return _store[job].Data.State;
    }

    /// <summary>Keeps ids, and takes about a millisecond for it, so that calls of other threads come amid a commit.</summary>
    private sealed class SlowStore : IJobStore
    {
        private const int Amid = 30_000;

        private readonly ConcurrentDictionary<Guid, bool> _ids = [];

        public IReadOnlyList<StoredJob> Load() => [];

        public void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone)
        {
            Thread.SpinWait(Amid);
            foreach (StoredJob job in changed)
            {
                _ids[job.Id] = true;
            }
        }

        internal bool Has(Guid id) => _ids.ContainsKey(id);
    }

    /// <summary>Does something when something critical is logged.</summary>
    private sealed class CallingLoggers(Action onCritical) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Critical)
            {
                onCritical();
            }
        }
    }
}
