using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>Following an event log while things happen.</summary>
public sealed class EventFollowingTests
{
    [Fact]
    public void Follow_EveryEvent_IsToldAtItsInstantInOrder()
    {
        using BitsSimulation bits = Failing();
        List<JobEvent> told = [];
        List<TimeSpan> times = [];
        using IDisposable following = bits.EventLog.Follow(entry =>
        {
            told.Add(entry);
            times.Add(bits.Clock.Elapsed);
        });

        Resume(bits);
        bits.Clock.Advance(TimeSpan.FromHours(1));

        told.Should().Equal(bits.EventLog.Events).And.HaveCountGreaterThan(20);
        times.Should().Equal(told.Select(entry => entry.Instant));
    }

    [Fact]
    public void Follow_LogThatKeepsNothing_TellsEverything()
    {
        EventLog log = new(capacity: 0);
        using BitsSimulation bits = Failing(options => options.EventLog = log);
        List<JobEvent> told = [];
        using IDisposable following = log.Follow(told.Add);

        Resume(bits);

        told.Select(entry => entry.Call).Should().StartWith([JobCall.CreateJob, JobCall.AddFile, JobCall.Resume]);
        log.Events.Should().BeEmpty();
    }

    [Fact]
    public void Follow_ManagerThatRecordsNothing_TellsEverything()
    {
        using BitsSimulation bits = Failing(options => options.RecordEvents = false);
        List<JobEvent> told = [];
        using IDisposable following = bits.EventLog.Follow(told.Add);

        Resume(bits);

        told.Should().NotBeEmpty();
        bits.EventLog.Events.Should().BeEmpty();
    }

    [Fact]
    public void Follow_Disposed_TellsNothingMore()
    {
        using BitsSimulation bits = Failing(options => options.RecordEvents = false);
        List<JobEvent> told = [];
        IDisposable following = bits.EventLog.Follow(told.Add);
        bits.Manager.CreateJob("one");

        following.Dispose();
        following.Dispose();
        bits.Manager.CreateJob("two");

        told.Should().ContainSingle();
        bits.EventLog.Wants.Should().BeFalse("nothing need be made any more");
    }

    [Fact]
    public void Follow_DisposedByTheFollower_TellsNoEventThatWaits()
    {
        EventLog log = new();
        List<int> told = [];
        IDisposable? following = null;
        following = log.Follow(entry =>
        {
            told.Add(entry.Job);
            following!.Dispose();
        });
        log.Add(Call(1));
        log.Add(Call(2));

        log.TellFollowers();

        told.Should().Equal(1);
    }

    [Fact]
    public void Follow_FollowerThatCallsAJob_HearsOfItAfterwards()
    {
        using BitsSimulation bits = Failing();
        List<string> told = [];
        bool isCalled = false;
        using IDisposable following = bits.EventLog.Follow(entry =>
        {
            told.Add("begin " + entry.Detail);
            if (!isCalled)
            {
                isCalled = true;
                bits.Manager.EnumJobs()[0].Priority = BackgroundCopyJobPriority.High;
            }

            told.Add("end " + entry.Detail);
        });

        bits.Manager.CreateJob("job");

        told.Should().Equal("begin CreateJob job", "end CreateJob job", "begin SetPriority High", "end SetPriority High");
    }

    [Fact]
    public void Follow_IsCalledOutsideTheLock_OtherThreadsCanReadMeanwhile()
    {
        using BitsSimulation bits = Failing();
        int read = 0;
        using IDisposable following = bits.EventLog.Follow(_ => CallOnThread.Begin(() => read += bits.Manager.EnumJobs().Count).Join().Should().BeNull());

        bits.Manager.CreateJob("job");

        read.Should().Be(1);
    }

    [Fact]
    public void Follow_FollowerThatThrows_ReachesWhoMovesTimeAndKeepsNobodyFromHearing()
    {
        using BitsSimulation bits = Failing();
        Resume(bits);
        int events = bits.EventLog.Events.Count;
        List<JobEvent> told = [];
        using IDisposable broken = bits.EventLog.Follow(_ => throw new InvalidOperationException("broken"));
        using IDisposable following = bits.EventLog.Follow(told.Add);

        Action act = () => bits.Clock.Advance(TimeSpan.FromSeconds(1));

        act.Should().Throw<InvalidOperationException>().WithMessage("broken");
        told.Should().NotBeEmpty().And.Equal(bits.EventLog.Events.Skip(events));
    }

    [Fact]
    public void Follow_FollowerThatThrowsOnAnotherClock_IsDroppedAsALoggerIs()
    {
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            TimeProvider = new FakeTimeProvider(),
            Transport = new ManualTransport(),
        });
        int told = 0;
        using IDisposable broken = manager.EventLog.Follow(_ => throw new InvalidOperationException("broken"));
        using IDisposable following = manager.EventLog.Follow(_ => told++);

        manager.CreateJob("job");

        told.Should().Be(1);
    }

    [Fact]
    public void TellFollowers_SeveralFailures_AreThrownTogether()
    {
        EventLog log = new();
        using IDisposable broken = log.Follow(entry => throw new InvalidOperationException($"broken {entry.Job}"));
        log.Add(Call(1));
        log.Add(Call(2));

        Action act = log.TellFollowers;

        act.Should().Throw<AggregateException>().Which.InnerExceptions.Select(failure => failure.Message).Should().Equal("broken 1", "broken 2");
        act.Should().NotThrow("all has been told");
    }

    [Fact]
    public void Follow_Writer_GetsWhatWriteToWrites()
    {
        using BitsSimulation bits = Failing();
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        using IDisposable following = bits.EventLog.Follow(writer);

        Resume(bits);
        bits.Clock.Advance(TimeSpan.FromDays(1));

        writer.ToString().Should().Be(bits.EventLog.Text());
    }

    [Fact]
    public void TellFollowers_ManyThreads_TellsOneEventAtATime()
    {
        EventLog log = new();
        int inside = 0;
        int most = 0;
        List<JobEvent> told = [];
        using IDisposable following = log.Follow(entry =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            told.Add(entry);
            Interlocked.Decrement(ref inside);
        });

        Parallel.For(1, 1001, number =>
        {
            log.Add(Call(number));
            log.TellFollowers();
        });
        log.TellFollowers();

        most.Should().Be(1);
        told.Should().Equal(log.Events);
    }

    [Fact]
    public void RetryCycle_LogFollowedNoMore_AllocatesNothing()
    {
        using BitsSimulation bits = Failing(options =>
        {
            options.RecordEvents = false;
            options.DefaultOwner = new BackgroundCopyUser("service", BackgroundCopyUserKind.ServiceAccount);
        });
        using (bits.EventLog.Follow(_ => { }))
        {
            Resume(bits).NoProgressTimeout = TimeSpan.FromDays(999);
            bits.Clock.Advance(TimeSpan.FromDays(1));
        }

        Allocated.By(() => bits.Clock.Advance(TimeSpan.FromDays(1))).Should().Be(0);
    }

    private static BitsSimulation Failing(Action<BackgroundCopyManagerOptions>? configure = null)
    {
        BitsSimulation bits = new(configure);
        bits.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        return bits;
    }

    private static BackgroundCopyJob Resume(BitsSimulation bits)
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\in\a");
        job.Resume();
        return job;
    }

    private static JobEvent Call(int job) => new(TimeSpan.Zero, job, JobEventKind.Call) { Call = JobCall.Resume };
}
