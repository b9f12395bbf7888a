namespace Bits.RetrySim;

/// <summary>
/// Clock, network and manager wired together for tests: virtual time from zero, a scripted network, an ordinary user "user" who is logged
/// on, an event log, and callbacks called inline whose exceptions reach the test.
/// </summary>
/// <threadsafety>Its members are safe from any thread; time is moved by one thread at a time.</threadsafety>
public sealed partial class BitsSimulation : IDisposable
{
    /// <summary>Sets up a simulation at time zero.</summary>
    /// <param name="configure">Changes the options before the manager starts; all but clock, transport and files may be replaced.</param>
    /// <param name="clock">A clock of one's own, on which the simulation begins now; by default a new one.</param>
    /// <exception cref="ArgumentException">The options hold unusable values (E_INVALIDARG).</exception>
    public BitsSimulation(Action<BackgroundCopyManagerOptions>? configure = null, SimulatedClock? clock = null)
    {
        Clock = clock ?? new SimulatedClock();
        BackgroundCopyManagerOptions options = new()
        {
            RecordEvents = true,
            RethrowCallbackExceptions = true,
        };
        configure?.Invoke(options);
        options.TimeProvider = Clock;
        options.Transport = Network;
        options.Files = Files;
        Manager = new BackgroundCopyManager(options);
    }

    /// <summary>The clock that the test moves.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>The scripted network.</summary>
    public SimulatedNetwork Network { get; } = new();

    /// <summary>The scripted local files.</summary>
    public SimulatedFiles Files { get; } = new();

    /// <summary>The service.</summary>
    public BackgroundCopyManager Manager { get; }

    /// <summary>Network, power, cost and users around the jobs.</summary>
    public BitsEnvironment Environment => Manager.Environment;

    /// <summary>What happened, instant by instant; the same script writes the same bytes.</summary>
    public EventLog EventLog => Manager.EventLog;

    /// <summary>What has happened up to now, with the outages of <see cref="Network"/>, as something to look at.</summary>
    /// <returns>The timeline; it does not grow.</returns>
    /// <exception cref="InvalidOperationException">The options were changed so that no events are recorded.</exception>
    public JobTimeline Timeline() => JobTimeline.Of(Manager, Outages);

    /// <summary>What <see cref="Network"/> was scripted to fail for a while.</summary>
    internal IReadOnlyList<TimelineBand> Outages => [.. Network.Outages().Select(Band)];

    /// <summary>Runs an action at an exact instant, before everything else that is due then; for changes of the surroundings in the middle of an Advance.</summary>
    /// <param name="instant">Time since the simulation began; now or later, at most 366,000 days.</param>
    /// <param name="action">What to do. What it throws is rethrown by the Advance.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instant has passed, or is too far away (E_INVALIDARG).</exception>
    /// <exception cref="ArgumentNullException">The action is null (E_INVALIDARG).</exception>
    public void At(TimeSpan instant, Action action) =>
        Manager.At(ScriptTime.CheckSpan(instant, nameof(instant)), action ?? throw Failure.Null(nameof(action)));

    /// <summary>Ends the manager.</summary>
    public void Dispose() => Manager.Dispose();

    private static TimelineBand Band((string Scope, FaultRule Rule) outage) =>
        new(outage.Scope, TimeSpan.FromTicks(outage.Rule.From), TimeSpan.FromTicks(outage.Rule.To), outage.Rule.Fault.Code);
}
