namespace Bits.RetrySim.Tests;

/// <summary>When a retry is made in one step, and when not: whenever anything else has a part in the instant.</summary>
public sealed class DirectRetriesTests : IDisposable
{
    private const int Busy = unchecked((int)0x801901F7);
    private readonly RecordingTransport _line = new(isLive: false);
    private readonly List<IDisposable> _ends = [];

    public void Dispose() => _ends.ForEach(end => end.Dispose());

    [Theory]
    [InlineData(BackgroundCopyJobPriority.Normal)]
    [InlineData(BackgroundCopyJobPriority.Foreground)]
    public void Retry_NothingElseAtItsInstant_IsMadeInOneStep(BackgroundCopyJobPriority priority)
    {
        ServiceBench bench = Make();
        JobRecord job = Waiting(bench, priority);

        bench.GoTo(3000);

        (job.Attempts, job.Data.ErrorCount, job.Data.State).Should().Be((6, 6, BackgroundCopyJobState.TransientError));
        (_line.Counted, Starts()).Should().Be((5, 1));
        job.Retry!.Instant.Should().Be(3600 * TimeSpan.TicksPerSecond);
    }

    [Fact]
    public void Retry_EventsAreKept_IsRecordedAsIfMadeInThree()
    {
        ServiceBench direct = Make();
        Waiting(direct);
        direct.GoTo(2000);
        RecordingTransport other = new(isLive: false);
        ServiceBench ordinary = Make(takesDirectWay: false, line: other);
        Waiting(ordinary, line: other);
        ordinary.GoTo(2000);

        direct.Log.Text().Should().Be(ordinary.Log.Text());
        (_line.Counted, other.Counted).Should().Be((3, 0));
    }

    [Fact]
    public void Retry_DirectWayIsOff_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make(takesDirectWay: false);
        JobRecord job = Waiting(bench);

        bench.GoTo(700);

        (_line.Counted, Starts(), job.Attempts).Should().Be((0, 2, 2));
    }

    [Fact]
    public void Retry_LineDoesNotForetell_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make();
        Waiting(bench);
        _line.FailsAtOnceWith = 0;

        bench.GoTo(700);

        (_line.Counted, Starts()).Should().Be((0, 2));
    }

    [Fact]
    public void Retry_FatalFailureForetold_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make();
        JobRecord job = Waiting(bench);
        _line.FailsAtOnceWith = HResults.BG_E_HTTP_ERROR_404;

        bench.GoTo(700);

        (_line.Counted, Starts(), job.Data.State).Should().Be((0, 2, BackgroundCopyJobState.Error));
    }

    [Fact]
    public void Retry_SomebodyWaitsForAState_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make();
        JobRecord job = Waiting(bench);
        Task<BackgroundCopyJobState> connecting = bench.Service.Waits.WaitAsync(job, StateWait.Set(BackgroundCopyJobState.Connecting), CancellationToken.None);

        bench.GoTo(700);

        (_line.Counted, Starts(), connecting.IsCompletedSuccessfully).Should().Be((0, 2, true));
    }

    [Fact]
    public void Retry_ClientIsToldOfEveryChange_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make();
        JobRecord job = Waiting(bench);
        job.MakeNotices().Flags = BackgroundCopyNotifications.JobModification;
        bench.Service.Door.ClientCalls.SetInterface(job, new RecordingCallback(), job.Face);

        bench.GoTo(600);

        _line.Counted.Should().Be(0);
    }

    [Fact]
    public void Retry_OwnerIsLoggedOff_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make();
        JobRecord job = Waiting(bench);
        bench.Service.Surroundings.SetLoggedOn(new BackgroundCopyUser("user"), loggedOn: false);

        bench.GoTo(700);

        (_line.Counted, Starts(), job.Data.State).Should().Be((0, 1, BackgroundCopyJobState.Queued));
    }

    [Fact]
    public void Retry_AnotherOneAtTheInstantAndEventsAreKept_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make();
        Waiting(bench, BackgroundCopyJobPriority.Foreground);
        Waiting(bench, BackgroundCopyJobPriority.Foreground);

        bench.GoTo(700);

        // The second one is alone, once the first has queued; but then a turn is due.
        (_line.Counted, Starts()).Should().Be((0, 4));
    }

    [Fact]
    public void Retry_OthersAtTheInstantAndNobodySees_AreMadeInOneStepEach()
    {
        ServiceBench bench = Make(log: new EventLog(capacity: 0));
        JobRecord[] jobs = [.. Enumerable.Range(0, 10).Select(_ => Waiting(bench, BackgroundCopyJobPriority.Foreground))];

        bench.GoTo(700);

        (_line.Counted, Starts()).Should().Be((10, 10));
        jobs.Select(job => job.Data.ErrorCount).Should().AllBeEquivalentTo(2);
    }

    [Fact]
    [Trait("Decision", "D-4")]
    public void Retry_NoRoomForItAtTheInstant_IsMadeInThreeSteps()
    {
        ServiceBench bench = Make(maximumEntries: 1);
        Waiting(bench);
        _line.FailsAtOnceWith.Should().NotBe(0);
        TimeSpan retry = TimeSpan.FromSeconds(600);
        bench.Service.At(retry.Ticks, () => bench.Service.At(retry.Ticks, () => bench.Service.At(retry.Ticks, () => { })));

        bench.Invoking(it => it.GoTo(700)).Should().Throw<InvalidOperationException>();

        _line.Counted.Should().Be(0);
    }

    private int Starts() => _line.Commands.Count(command => command.Contains("start", StringComparison.Ordinal));

    private ServiceBench Make(bool takesDirectWay = true, EventLog? log = null, RecordingTransport? line = null, int maximumEntries = 100)
    {
        ServiceBench bench = new(setup => setup with
        {
            Transport = line ?? _line,
            TakesDirectWay = takesDirectWay,
            MaximumEntriesPerInstant = maximumEntries,
            Journal = setup.Journal with { Log = log ?? setup.Journal.Log },
        });
        _ends.Add(bench);
        return bench;
    }

    /// <summary>A job whose first attempt has failed where it began, at second 0.</summary>
    private JobRecord Waiting(ServiceBench bench, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, RecordingTransport? line = null)
    {
        RecordingTransport own = line ?? _line;
        own.FailsAtOnceWith = Busy;
        own.OnCommand = command =>
        {
            if (command.StartsWith("start", StringComparison.Ordinal))
            {
                RecordingTransport.RecordingHandle handle = own.Handles[int.Parse(command.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture) - 1];
                int code = own.FailsAtOnceWith == 0 ? Busy : own.FailsAtOnceWith;
                own.Host.Schedule(handle, handle.Generation, ByteFlow.Still(0, 0), handle.Orders[^1].Now, new TransferReport(TransferReportKind.Failed, HResult: code));
            }
        };
        JobRecord job = bench.CreateJob(priority: priority);
        bench.Service.Calls.Resume(job);
        bench.Pump();
        return job;
    }
}
