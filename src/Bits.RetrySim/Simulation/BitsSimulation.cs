namespace Bits.RetrySim;

/// <summary>
/// Clock, network and manager wired together for tests: virtual time from zero, a scripted network, an ordinary user "user" who is logged
/// on, an event log, and callbacks called inline whose exceptions reach the test.
/// </summary>
/// <threadsafety>Its members are safe from any thread; time is moved by one thread at a time.</threadsafety>
public sealed partial class BitsSimulation : IDisposable
{
    /// <summary>Sets up a simulation at time zero.</summary>
    /// <param name="configure">
    /// Changes the options before the manager starts. The clock, the network and the files of the simulation are in them; in their place may be put
    /// another <see cref="SimulatedClock"/>, <see cref="SimulatedNetwork"/> and <see cref="SimulatedFiles"/>, which are then those of the simulation.
    /// </param>
    /// <param name="clock">A clock of one's own, on which the simulation begins now; by default a new one.</param>
    /// <exception cref="ArgumentException">
    /// The options hold unusable values, or another kind of time provider, transport or files: for such a one make a
    /// <see cref="BackgroundCopyManager"/> (E_INVALIDARG).
    /// </exception>
    /// <example>
    /// <code>
    /// using BitsSimulation bits = new();
    /// bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
    /// BackgroundCopyJob job = bits.Manager.CreateJob("update");
    /// using BitsSimulation another = new(options => options.Readings = BitsReadings.Documented(), bits.Clock);
    /// </code>
    /// </example>
    public BitsSimulation(Action<BackgroundCopyManagerOptions>? configure = null, SimulatedClock? clock = null)
    {
        BackgroundCopyManagerOptions options = new()
        {
            TimeProvider = clock ?? new SimulatedClock(),
            Transport = new SimulatedNetwork(),
            Files = new SimulatedFiles(),
            RecordEvents = true,
            RethrowCallbackExceptions = true,
        };
        configure?.Invoke(options);
        Clock = Own<SimulatedClock>(options.TimeProvider, nameof(options.TimeProvider));
        Network = Own<SimulatedNetwork>(options.Transport, nameof(options.Transport));
        Files = Own<SimulatedFiles>(options.Files, nameof(options.Files));
        if (clock is not null && clock != Clock)
        {
            throw Failure.InvalidArgument(nameof(configure), "TimeProvider is another clock than the one that was given as clock; give one of them.");
        }

        Manager = new BackgroundCopyManager(options);
    }

    /// <summary>Sets up a simulation at time zero, with a new clock whose wall clock shows a date of one's own.</summary>
    /// <remarks>With other options, too: <c>new BitsSimulation(options => ..., new SimulatedClock(start))</c>.</remarks>
    /// <param name="start">What the wall clock shows at first; an offset from UTC is converted.</param>
    /// <example><code>using BitsSimulation bits = new(start: new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero));</code></example>
    public BitsSimulation(DateTimeOffset start)
        : this(configure: null, new SimulatedClock(start))
    {
    }

    /// <summary>The clock that the test moves.</summary>
    public SimulatedClock Clock { get; }

    /// <summary>The scripted network.</summary>
    public SimulatedNetwork Network { get; }

    /// <summary>The scripted local files.</summary>
    public SimulatedFiles Files { get; }

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
    /// <example>
    /// <code>
    /// bits.At(TimeSpan.FromHours(2), () => bits.Environment.NetworkAvailable = false);
    /// bits.At(TimeSpan.FromHours(3), () => bits.Environment.NetworkAvailable = true);
    /// bits.Clock.Advance(TimeSpan.FromDays(1));
    /// </code>
    /// </example>
    public void At(TimeSpan instant, Action action) =>
        Manager.At(ScriptTime.CheckSpan(instant, nameof(instant)), action ?? throw Failure.Null(nameof(action)));

    /// <inheritdoc cref="SimulatedClock.Run(Func{Task}, TimeSpan?)"/>
    public void Run(Func<Task> code, TimeSpan? limit = null) => Clock.Run(code, limit);

    /// <inheritdoc cref="SimulatedClock.Run{T}(Func{Task{T}}, TimeSpan?)"/>
    public T Run<T>(Func<Task<T>> code, TimeSpan? limit = null) => Clock.Run(code, limit);

    /// <inheritdoc cref="SimulatedClock.Start(Func{Task})"/>
    public Task Start(Func<Task> code) => Clock.Start(code);

    /// <inheritdoc cref="SimulatedClock.Start{T}(Func{Task{T}})"/>
    public Task<T> Start<T>(Func<Task<T>> code) => Clock.Start(code);

    /// <summary>Ends the manager.</summary>
    public void Dispose() => Manager.Dispose();

    /// <summary>What the simulation shows as its own has to be what the manager uses.</summary>
    private static T Own<T>(object? option, string name)
        where T : class =>
        option as T ?? throw Failure.InvalidArgument(
            "configure",
            $"{name} is {option?.GetType().Name ?? "null"}, and that of a BitsSimulation must be a {typeof(T).Name}. For another one make a BackgroundCopyManager: "
            + "new BackgroundCopyManager(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = transport, RecordEvents = true }).");

    private static TimelineBand Band((string Scope, FaultRule Rule) outage) =>
        new(outage.Scope, TimeSpan.FromTicks(outage.Rule.From), TimeSpan.FromTicks(outage.Rule.To), outage.Rule.Fault.Code);
}
