namespace Bits.RetrySim.Tests;

/// <summary>One log for several managers, and a log that keeps the last events only.</summary>
public sealed class SharedEventLogTests
{
    [Fact]
    public void SharedLog_TwoManagers_ShowsWhoseEventsTheyAre()
    {
        EventLog log = new();
        SimulatedClock clock = new();
        using BitsSimulation first = Simulation(log, clock);
        first.Manager.CreateJob("one");
        log.Text().Should().NotContain("manager", "there is only one");

        using BitsSimulation second = Simulation(log, clock);
        second.Manager.CreateJob("two");
        first.Environment.GameMode = true;

        log.Text().Should().Be(string.Join('\n', [
            "+000000.00:00:00.0000000  manager 01  job 0001  CALL                                                                       CreateJob one",
            "+000000.00:00:00.0000000  manager 02  job 0001  CALL                                                                       CreateJob two",
            "+000000.00:00:00.0000000  manager 01  machine   ENVIRONMENT                                                                GameMode block begins",
            ""]));
        log.Events.Select(entry => entry.Manager).Should().Equal(1, 2, 1);
    }

    [Fact]
    public void SharedLog_EachManager_ReadsItAsItsOwn()
    {
        EventLog log = new();
        using BitsSimulation first = Simulation(log, new SimulatedClock());
        using BitsSimulation second = Simulation(log, new SimulatedClock());

        first.EventLog.Should().BeSameAs(log);
        second.Manager.EventLog.Should().BeSameAs(log);
    }

    [Fact]
    public void SharedLog_ManagerThatCannotBegin_GetsNoNumber()
    {
        EventLog log = new();
        using Bench bench = new();
        Action act = () => _ = new BackgroundCopyManager(new BackgroundCopyManagerOptions
        {
            TimeProvider = bench.Clock,
            Transport = bench.Transport,
            EventLog = log,
        });

        act.Should().Throw<InvalidOperationException>("the transport serves another one");

        using BitsSimulation bits = Simulation(log, new SimulatedClock());
        bits.Manager.CreateJob("job");
        log.Events.Should().ContainSingle().Which.Manager.Should().Be(1);
    }

    [Fact]
    public void SharedLog_Timeline_IsMadeOfOneManagersEvents()
    {
        EventLog log = new();
        using BitsSimulation alone = Simulation(new EventLog(), new SimulatedClock());
        using BitsSimulation first = Simulation(log, new SimulatedClock());
        using BitsSimulation second = Simulation(log, new SimulatedClock());
        foreach (BitsSimulation bits in new[] { alone, first, second })
        {
            Run(bits, bits == second ? 404 : 503);
        }

        Written(first.Timeline()).Should().Be(Written(alone.Timeline()));
        Written(second.Timeline()).Should().NotBe(Written(alone.Timeline()));
    }

    [Fact]
    public void BoundedLog_OfAManager_KeepsTheLastEvents()
    {
        EventLog log = new(capacity: 5);
        using BitsSimulation bits = Simulation(log, new SimulatedClock());
        using BitsSimulation whole = Simulation(new EventLog(), new SimulatedClock());
        Run(bits, 503);
        Run(whole, 503);

        log.Events.Should().HaveCount(5).And.Equal(whole.EventLog.Events.TakeLast(5));
        log.IsEnabled.Should().BeTrue();
    }

    [Fact]
    public void BoundedLog_ThatHasForgotten_MakesNoTimeline()
    {
        EventLog log = new(capacity: 5);
        using BitsSimulation bits = Simulation(log, new SimulatedClock());
        bits.Manager.CreateJob("job");
        bits.Timeline().Should().NotBeNull("all is there yet");
        Run(bits, 503);

        Action act = () => bits.Timeline();

        act.Should().Throw<InvalidOperationException>().WithMessage("*forgotten*");
    }

    [Fact]
    public void Options_LogAndRecordEvents_TheLogCounts()
    {
        EventLog log = new();
        using BitsSimulation bits = new(options => (options.EventLog, options.RecordEvents) = (log, false));

        bits.Manager.CreateJob("job");

        log.Events.Should().ContainSingle();
    }

    private static BitsSimulation Simulation(EventLog log, SimulatedClock clock) => new(options => options.EventLog = log, clock);

    private static void Run(BitsSimulation bits, int status)
    {
        bits.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(status));
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\in\a");
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromDays(1));
    }

    private static string Written(JobTimeline timeline)
    {
        using StringWriter writer = new(System.Globalization.CultureInfo.InvariantCulture);
        timeline.WriteJsonLines(writer);
        timeline.WriteText(writer);
        timeline.WriteSvg(writer);
        return writer.ToString();
    }
}
