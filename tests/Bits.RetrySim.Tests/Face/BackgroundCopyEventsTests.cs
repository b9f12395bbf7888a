namespace Bits.RetrySim.Tests;

/// <summary>.NET events beside the callback.</summary>
[Trait("Decision", "D-25")]
public sealed class BackgroundCopyEventsTests : IDisposable
{
    private readonly BitsSimulation _bits = new();
    private readonly List<string> _told = [];

    public BackgroundCopyEventsTests()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 10);
        BackgroundCopyEvents events = _bits.Manager.Events;
        events.JobAdded += (_, e) => Note("added", e);
        events.JobRemoved += (_, e) => Note("removed", e);
        events.JobTransferred += (_, e) => Note("transferred", e);
        events.JobFailed += (_, e) => Note("failed", e);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "CB-4")]
    public void Events_OfAJobsLife_ComeAfterItsCallbacksOfTheInstant()
    {
        BackgroundCopyJob job = Job("/a");
        job.NotifyFlags |= BackgroundCopyNotifications.FileTransferred;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobTransferred = _ => _told.Add("callback"),
            FileTransferred = (_, _) => _told.Add("file"),
        };
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromSeconds(1));
        job.Complete();
        _bits.Clock.Advance(TimeSpan.Zero);

        _told.Should().Equal("file", "callback", "added 1", "transferred 1", "removed 1");
    }

    [Fact]
    [Trait("Rule", "CB-6")]
    public void JobFailed_IsToldOfError_NotOfATransientOne()
    {
        _bits.Network.Host("down.example").Fails(503);
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("https://down.example/a", @"C:\a");
        job.Resume();

        _bits.Clock.Advance(TimeSpan.FromDays(13));
        _told.Should().Equal("added 1");
        _bits.Clock.Advance(TimeSpan.FromDays(1));
        _told.Should().Equal("added 1", "failed 1");
        _bits.Clock.Advance(TimeSpan.FromDays(91));
        _told.Should().EndWith("removed 1");
    }

    [Fact]
    public void JobModified_SeveralChangesAtOneInstant_IsToldOnce()
    {
        _bits.Manager.Events.JobModified += (_, e) => Note("modified", e);
        BackgroundCopyJob job = Job("/a");
        _bits.Clock.Advance(TimeSpan.FromSeconds(1));
        _told.Clear();

        job.Priority = BackgroundCopyJobPriority.Low;
        job.Description = "text";
        _bits.Clock.Advance(TimeSpan.FromSeconds(1));

        _told.Should().Equal("modified 1");
    }

    /// <summary>A lone job's retries take a short way, in which there would be nothing to tell.</summary>
    [Fact]
    public void JobModified_JobThatIsRetried_IsToldEachTime()
    {
        _bits.Network.Host("down.example").Fails(503);
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("https://down.example/a", @"C:\a");
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromMinutes(1));
        _told.Clear();
        _bits.Manager.Events.JobModified += (_, e) => Note("modified", e);

        _bits.Clock.Advance(TimeSpan.FromHours(1));

        _told.Should().HaveCountGreaterThanOrEqualTo(6).And.OnlyContain(static line => line == "modified 1");
    }

    [Fact]
    public void Handler_ThatIsTakenAway_HearsNothingMore()
    {
        int heard = 0;
        EventHandler<BackgroundCopyJobEventArgs> handler = (sender, _) => heard += sender == _bits.Manager ? 1 : 0;
        _bits.Manager.Events.JobAdded += handler;
        Job("/a");
        _bits.Clock.Advance(TimeSpan.Zero);

        _bits.Manager.Events.JobAdded -= handler;
        Job("/b");
        _bits.Clock.Advance(TimeSpan.Zero);

        heard.Should().Be(1);
    }

    [Fact]
    [Trait("Decision", "D-24")]
    public void Handler_ThatThrows_ReachesWhoeverMovesTheClock()
    {
        _bits.Manager.Events.JobAdded += (_, _) => throw new InvalidTimeZoneException("mine");
        Job("/a");

        FluentActions.Invoking(() => _bits.Clock.Advance(TimeSpan.Zero)).Should().Throw<InvalidTimeZoneException>();
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Handler_CallsTheJob_WhichGoesOn()
    {
        _bits.Manager.Events.JobTransferred += (_, e) => e.Job.Complete();
        BackgroundCopyJob job = Job("/a");
        job.Resume();

        _bits.Clock.Advance(TimeSpan.FromSeconds(1));

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
        _told.Should().Equal("added 1", "transferred 1", "removed 1");
    }

    [Fact]
    [Trait("Decision", "D-36")]
    public void Handler_EndsTheManager_NoneIsToldAfterThat()
    {
        _bits.Manager.Events.JobAdded += (_, _) => _bits.Manager.Dispose();
        Job("/a");
        Job("/b");

        _bits.Clock.Advance(TimeSpan.Zero);

        _told.Should().Equal("added 1");
    }

    /// <summary>As callbacks: not in the middle of a call, whose caller may hold a lock.</summary>
    [Fact]
    [Trait("Decision", "D-20")]
    public void Handler_CallbacksRunOnThePool_IsNotCalledInsideAClientsCall()
    {
        using BitsSimulation bits = new(options => options.Dispatch = CallbackDispatch.ThreadPool);
        int told = 0;
        bits.Manager.Events.JobAdded += (_, _) => told++;

        bits.Manager.CreateJob("job").Suspend();

        told.Should().Be(0);
        bits.Clock.Advance(TimeSpan.Zero);
        told.Should().Be(1);
    }

    /// <summary>Who listens no more is told nothing, neither what comes nor what he was to be told at this instant.</summary>
    [Fact]
    public void Handler_IsTakenAway_IsToldNothingMore()
    {
        List<string> told = [];
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/a", 10);
        BackgroundCopyEvents events = bits.Manager.Events;
        EventHandler<BackgroundCopyJobEventArgs> handler = (_, e) => told.Add(e.Job.DisplayName);
        events.JobAdded += handler;
        events.JobModified += handler;
        events.JobTransferred += handler;
        events.JobFailed += handler;
        events.JobRemoved += handler;
        BackgroundCopyJob before = bits.Manager.CreateJob("before");

        events.JobAdded -= handler;
        events.JobModified -= handler;
        events.JobTransferred -= handler;
        events.JobFailed -= handler;
        events.JobRemoved -= handler;
        before.AddFile("https://cdn.example/a", @"C:\a");
        before.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(1));
        before.Complete();
        bits.Clock.Advance(TimeSpan.FromSeconds(1));

        told.Should().BeEmpty();
    }

    /// <summary>What happened before he listened is not told, though it was to be told to another one at this instant: of ended jobs nothing is kept for nobody.</summary>
    [Fact]
    public void Handler_ComesAfterTheLastOneWent_IsNotToldWhatWasBefore()
    {
        using BitsSimulation bits = new();
        List<string> told = [];
        EventHandler<BackgroundCopyJobEventArgs> first = (_, e) => told.Add("first " + e.Job.DisplayName);
        bits.Manager.Events.JobRemoved += first;
        bits.Manager.CreateJob("before").Cancel();
        bits.Manager.Events.JobRemoved -= first;

        bits.Manager.Events.JobRemoved += (_, e) => told.Add("second " + e.Job.DisplayName);
        bits.Manager.CreateJob("after").Cancel();
        bits.Clock.Advance(TimeSpan.FromSeconds(1));

        told.Should().Equal("second after");
    }

    private BackgroundCopyJob Job(string path)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example" + path, @"C:\x" + path[1..]);
        return job;
    }

    private void Note(string what, BackgroundCopyJobEventArgs e) => _told.Add($"{what} {e.Job.Number}");
}
