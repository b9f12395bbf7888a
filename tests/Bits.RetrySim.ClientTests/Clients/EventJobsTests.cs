using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

public sealed class EventJobsTests : IDisposable
{
    private readonly ComBench _bench = new();
    private readonly EventManager _manager;
    private readonly List<string> _heard = [];

    public EventJobsTests()
    {
        _manager = new EventManager(_bench.Manager);
        _manager.JobTransferred += (_, _) => _heard.Add("manager: transferred");
        _manager.JobFailed += (_, e) => _heard.Add($"manager: failed 0x{e.ErrorCode:X8}");
    }

    public void Dispose()
    {
        _manager.Dispose();
        _bench.Dispose();
    }

    [Fact]
    public void Events_OfAJobThatArrives_AreRaisedAtJobAndManager()
    {
        EventJob job = Begin(ComBench.Url);
        job.Transferred += static (_, e) => e.Job.Complete();

        _bench.Advance(60);

        _heard.Should().Equal("manager: transferred", "job: transferred");
        job.State.Should().Be(BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED);
    }

    [Fact]
    public void Events_OfTwoJobs_AreEachItsOwn()
    {
        EventJob good = Begin(ComBench.Url);
        EventJob bad = Begin("https://cdn.example/gone.zip");

        _bench.Advance(60);

        _heard.Should().BeEquivalentTo("manager: transferred", "job: transferred", "manager: failed 0x80190194", "job: failed 0x80190194");
        good.State.Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
        bad.Cancel();
    }

    [Fact]
    public void Modified_IsRaisedWhenAJobChanges()
    {
        _bench.Simulation.Network.Host("cdn.example").Fails(503);
        EventJob job = Begin(ComBench.Url);
        List<BG_JOB_STATE> states = [];
        job.Modified += (_, e) => states.Add(e.Job.State);

        _bench.Advance(10);

        states.Should().Contain(BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR);
    }

    /// <summary>A handler completes a task that code in virtual time awaits: it goes on at the instant of the event.</summary>
    [Fact]
    public void Event_AwaitedInVirtualTime_ComesAtItsInstant()
    {
        _bench.Simulation.Network.Host("cdn.example").OnRequest(1, SimulatedFault.HttpStatus(503));

        BG_JOB_STATE state = _bench.Simulation.Run(async () =>
        {
            EventJob job = Begin(ComBench.Url);
            TaskCompletionSource arrived = new();
            job.Transferred += (_, _) => arrived.SetResult();
            await arrived.Task;
            job.Complete();
            return job.State;
        });

        state.Should().Be(BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED);
        _heard.Should().Equal("manager: transferred", "job: transferred");
        _bench.Simulation.Clock.Elapsed.Should().BeCloseTo(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(1));
    }

    /// <summary>A window is closed: nobody hears, and nothing of it is kept, but the file still comes.</summary>
    [Fact]
    public void Dispose_InTheMiddle_HearsNoMore()
    {
        _bench.Simulation.Network.BitsPerSecond = 800_000;
        EventJob job = Begin(ComBench.Url);
        _bench.Advance(5);

        job.Dispose();
        _bench.Advance(60);

        _heard.Should().BeEmpty();
        job.State.Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
        BackgroundCopyJob seen = _bench.Simulation.Manager.EnumJobs().Single();
        seen.NotifyInterface.Should().BeNull();
    }

    /// <summary>An assertion of a handler's reaches the test.</summary>
    [Fact]
    [Trait("Decision", "D-24")]
    public void Event_HandlerThrows_FailsTheTest()
    {
        EventJob job = Begin(ComBench.Url);
        job.Transferred += static (_, _) => throw new InvalidTimeZoneException("mine");

        _bench.Invoking(static bench => bench.Advance(60)).Should().Throw<InvalidTimeZoneException>();
    }

    private EventJob Begin(string url)
    {
        EventJob job = _manager.CreateJob("job");
        job.Transferred += (_, _) => _heard.Add("job: transferred");
        job.Failed += (_, e) => _heard.Add($"job: failed 0x{e.ErrorCode:X8}");
        job.AddFile(url, $@"C:\Downloads\{Path.GetFileName(url)}");
        job.Resume();
        return job;
    }
}
