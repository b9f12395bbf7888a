using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim;

/// <summary>What a BackgroundCopyManager is made of.</summary>
/// <remarks>
/// Values are checked and copied when the manager is made, all of them at once; the exception is an <see cref="ArgumentException"/> with
/// E_INVALIDARG. Later changes have no effect on that manager.
/// </remarks>
/// <threadsafety>Not safe for use by several threads while it is changed.</threadsafety>
public sealed class BackgroundCopyManagerOptions
{
    /// <summary>
    /// Where the manager takes its time from: timestamps for every timer (CLOCK-1, CLOCK-2), the system time for the times of jobs, the local
    /// time zone for the bandwidth policy.
    /// </summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How the bytes move; required. Several managers may share a <see cref="SimulatedNetwork"/>; a <see cref="ManualTransport"/> serves one.</summary>
    /// <value>The default is null, which is rejected.</value>
    public Transport? Transport { get; set; }

    /// <summary>The policy that holds when the manager begins.</summary>
    /// <value>The default is a policy with nothing configured.</value>
    public GroupPolicy Policy { get; set; } = new();

    /// <summary>How the manager behaves where the documentation of BITS leaves it open.</summary>
    /// <value>The defaults are the recommended readings.</value>
    public BitsReadings Readings { get; set; } = new();

    /// <summary>The local files of a simulation, for tests that script their failures.</summary>
    /// <value>Null by default: every local file can be written, renamed and deleted.</value>
    public LocalFiles? Files { get; set; }

    /// <summary>
    /// Where the jobs are kept, so that they outlive the process and the manager (LIFE-4, CLOCK-7). They come back when the next manager begins with that store: as after
    /// <see cref="BackgroundCopyManager.RestartService"/> (CLOCK-4, CLOCK-8, CLOCK-9), so that a callback has to be registered again (CB-14), which then is told what it has not
    /// taken (CB-3). Custom headers, URLs and notification commands are kept as they are; credentials, and users and passwords in URLs and lists of proxies, are not (PROP-22).
    /// The store is read before anything else is done. It serves one manager at a time, which does not dispose it.
    /// </summary>
    /// <value>The default, null: jobs live in the process and end with it, and keeping them costs nothing.</value>
    public IJobStore? Store
    {
        get => Archive?.Store;
        set => Archive = value is null ? null : new JobArchive(value);
    }

    private JobArchive? Archive { get; set; }

    /// <summary>
    /// How often the bytes of running jobs are kept in <see cref="Store"/>, by the engine's time, if nothing else happens to them; and how soon a commit that failed is tried
    /// again. A process that is killed fetches again what came since. It has no effect without a store.
    /// </summary>
    /// <value>1 ms to 1 day. The default is 1 second.</value>
    public TimeSpan CheckpointInterval { get; set; } = Defaults.CheckpointInterval;

    /// <summary>
    /// The <see cref="BackgroundCopyJob.MinimumRetryDelay"/> of a new job (RETRY-2). Below the floor (<see cref="BitsReadings.MinimumRetryDelayFloor"/>) it is the floor. Jobs that come
    /// back from <see cref="Store"/> keep their own.
    /// </summary>
    /// <value>0 to 4,294,967,295 seconds, fractions rounded up. The default is 10 minutes, as with BITS.</value>
    public TimeSpan MinimumRetryDelay { get; set; } = Defaults.MinimumRetryDelay;

    /// <summary>The <see cref="BackgroundCopyJob.NoProgressTimeout"/> of a new job (RETRY-8). Jobs that come back from <see cref="Store"/> keep their own.</summary>
    /// <value>0 to 4,294,967,295 seconds, fractions rounded up. The default is 14 days, as with BITS.</value>
    public TimeSpan NoProgressTimeout { get; set; } = TimeSpan.FromSeconds(Defaults.NoProgressTimeoutSeconds);

    /// <summary>Which errors of jobs are transient and which are fatal (ERR-20 to ERR-43, OQ-18).</summary>
    /// <value>The default is the documented classification, without changes.</value>
    public ErrorClassification Classification { get; set; } = new();

    /// <summary>The owner of jobs that are created without naming one.</summary>
    /// <value>The default is an ordinary user called "user".</value>
    public BackgroundCopyUser DefaultOwner { get; set; } = new(Defaults.OwnerName);

    /// <summary>Where callbacks run.</summary>
    /// <value>
    /// The default, null, is <see cref="CallbackDispatch.ThreadPool"/> if <see cref="TimeProvider"/> is <see cref="TimeProvider.System"/>
    /// and <see cref="CallbackDispatch.Inline"/> otherwise.
    /// </value>
    public CallbackDispatch? Dispatch { get; set; }

    /// <summary>
    /// Whether an exception of a callback that is no COMException is rethrown where the time is moved on, besides counting as the failure of
    /// the callback. So a failed assertion inside a callback fails the test. Only a <see cref="SimulatedClock"/> can rethrow; on other
    /// time providers it has no effect.
    /// </summary>
    /// <value>The default is false.</value>
    public bool RethrowCallbackExceptions { get; set; }

    /// <summary>
    /// How long <see cref="BackgroundCopyManager.Dispose"/> waits for callbacks that are running on other threads, in real time, whatever
    /// <see cref="TimeProvider"/> says. Then it throws <see cref="TimeoutException"/>.
    /// </summary>
    /// <value>0 to 2,147,483,647 ms. The default is 30 seconds.</value>
    public TimeSpan DisposeTimeout { get; set; } = Defaults.DisposeTimeout;

    /// <summary>
    /// Makes an object of the class that <see cref="BackgroundCopyJobProperties.NotificationClsid"/> names, when a job has no callback to be told by (CB-15). It is user code as
    /// a callback is: called outside the lock, for each event anew. An exception, or null, means that the event was not taken.
    /// </summary>
    /// <value>The default, null: no class is known.</value>
    public Func<Guid, IBackgroundCopyCallback?>? NotificationClasses { get; set; }

    /// <summary>
    /// Runs the program of <see cref="BackgroundCopyJob.NotifyCommand"/> and answers with its exit code; anything but 0 means that the event was not taken (CMD-6). It is user code as a
    /// callback is: called outside the lock, where <see cref="Dispatch"/> says, and may call any member of the job.
    /// </summary>
    /// <value>The default, null: no program is ever run. One whose turn comes is told as a hint.</value>
    /// <example>
    /// <code>
    /// using BitsSimulation bits = new(options => options.CommandStarter = command =>
    /// {
    ///     command.Job.Complete();
    ///     return 0;
    /// });
    /// </code>
    /// </example>
    public Func<BackgroundCopyCommand, int>? CommandStarter { get; set; }

    /// <summary>Whether the manager's own event log keeps what happens. It has no effect if <see cref="EventLog"/> names another one.</summary>
    /// <value>The default is false, which costs nothing.</value>
    public bool RecordEvents { get; set; }

    /// <summary>
    /// The event log to write to: one that keeps the last events only, or that several managers share. Whoever gives it to several has one
    /// stream of all that happens; each event tells its manager's number, and times since that manager began.
    /// </summary>
    /// <value>The default, null, is a log of the manager's own; see <see cref="RecordEvents"/>.</value>
    public EventLog? EventLog { get; set; }

    /// <summary>
    /// How many steps may follow from one another at one and the same instant. More are taken for a circle, such as a callback that starts anew
    /// what called it. Steps that only happen to be due together do not count, however many they are.
    /// </summary>
    /// <value>1 or more. The default is 100,000.</value>
    public int MaximumEntriesPerInstant { get; set; } = Defaults.MaximumEntriesPerInstant;

    /// <summary>
    /// How many background jobs transfer at the same time, for downloaders of their own; foreground jobs all do (SCHED-3). With more than one, jobs of a lower level have the slots that
    /// higher levels leave (SCHED-4), and each job has a time slice of its own (SCHED-5).
    /// </summary>
    /// <value>1 to 100. The default is 1, as BITS has it.</value>
    public int MaximumBackgroundTransfers { get; set; } = 1;

    /// <summary>
    /// How many files one <see cref="BackgroundCopyJob.AddFileSet"/> may add to the job of an administrator or a service account, whom
    /// <see cref="GroupPolicy.MaxFilesPerJob"/> does not bind (POLICY-20); so that a sequence without end is refused. One more fails with
    /// BG_E_TOO_MANY_FILES_IN_JOB.
    /// </summary>
    /// <value>1 or more. The default is 1,000,000.</value>
    public int MaximumFilesPerSet { get; set; } = Defaults.MaximumFilesPerSet;

    /// <summary>Where log messages go.</summary>
    /// <value>The default, null, is nowhere.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Where the manager's meter comes from. Instruments of the meter are shared by all managers that get it.</summary>
    /// <value>The default, null, is one meter for all managers. Its name is Bits.RetrySim either way.</value>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>The id of a new job, given its creation number, which counts from 1. No two jobs may get the same id.
    /// It is asked while the manager is locked: it must compute and call nobody.</summary>
    /// <value>The default, null, leaves the choice to the manager.</value>
    public Func<int, Guid>? JobIds { get; set; }

    /// <summary>Off in tests that compare the two ways of a retry.</summary>
    internal bool TakesDirectWay { get; set; } = true;

    /// <summary>How hints and warnings call what their reader has to change.</summary>
    internal Wording Wording { get; set; } = Wording.CSharp;

    /// <summary>The dispatch to use: the one set, or the one that fits the time provider.</summary>
    internal CallbackDispatch EffectiveDispatch => Dispatch
        ?? (ReferenceEquals(TimeProvider, TimeProvider.System) ? CallbackDispatch.ThreadPool : CallbackDispatch.Inline);

    /// <summary>The values as a manager takes them over.</summary>
    internal ServiceSetup ToSetup()
    {
        ErrorClassifier classifier = Classification.ToClassifier();
        return new ServiceSetup
        {
            Provider = TimeProvider,
            Transport = Transport!,
            Policy = Policy,
            DefaultOwner = DefaultOwner,
            Readings = Readings.Copy(),
            Classifier = classifier,
            Files = Files,
            MaximumFilesPerSet = MaximumFilesPerSet,
            MaximumBackgroundTransfers = MaximumBackgroundTransfers,
            Callbacks = new CallbackSetup(EffectiveDispatch, Readings.RedeliveryInterval, RethrowCallbackExceptions, DisposeTimeout),
            Notify = new NotifySetup(
                NotificationClasses is { } classes ? id => new ClassCallback(classes, id) : null,
                CommandStarter is { } starter ? command => new CommandCallback(starter, command) : null),
            Journal = new JournalSetup(EventLog ?? (RecordEvents ? new EventLog() : new EventLog(capacity: 0)), LoggerFactory, MeterFactory, classifier),
            TakesDirectWay = TakesDirectWay,
            MaximumEntriesPerInstant = MaximumEntriesPerInstant,
            Archive = Archive,
            CheckpointInterval = CheckpointInterval,
            NewJobs = new JobDefaults(
                Arguments.Seconds(MinimumRetryDelay, nameof(MinimumRetryDelay)), Arguments.Seconds(NoProgressTimeout, nameof(NoProgressTimeout))),
            JobIds = JobIds,
            Wording = Wording,
        };
    }

    /// <summary>Throws unless a manager can be made with them, as its constructor does; nothing is made.</summary>
    /// <exception cref="ArgumentException">Values are missing or not allowed; the message names all of them (E_INVALIDARG).</exception>
    public void Validate() => Validate("options");

    /// <summary>Throws unless every value is allowed.</summary>
    /// <exception cref="ArgumentException">At least one value is missing or not allowed (E_INVALIDARG).</exception>
    internal void Validate(string argument)
    {
        Violations violations = new(Wording.CSharp);
        violations.AddIf(TimeProvider is null, $"TimeProvider must not be null.");
        violations.AddIf(Transport is null, $"Transport must be set; a manager cannot move bytes without one.");
        violations.AddIf(DefaultOwner is null, $"DefaultOwner must not be null.");
        violations.AddIfBelowOne(MaximumEntriesPerInstant, nameof(MaximumEntriesPerInstant));
        violations.AddIfBelowOne(MaximumFilesPerSet, nameof(MaximumFilesPerSet));
        violations.AddIf(
            MaximumBackgroundTransfers is < 1 or > Defaults.MostBackgroundTransfers,
            $"MaximumBackgroundTransfers is {MaximumBackgroundTransfers} and must be between 1 and {Defaults.MostBackgroundTransfers}.");
        violations.AddIfOutside(DisposeTimeout, TimeSpan.Zero, Defaults.LongestDisposeTimeout, nameof(DisposeTimeout));
        violations.AddIfOutside(CheckpointInterval, Defaults.ShortestCheckpointInterval, Defaults.LongestCheckpointInterval, nameof(CheckpointInterval));
        violations.AddIfOutside(MinimumRetryDelay, TimeSpan.Zero, Defaults.Longest, nameof(MinimumRetryDelay));
        violations.AddIfOutside(NoProgressTimeout, TimeSpan.Zero, Defaults.Longest, nameof(NoProgressTimeout));
        if (Dispatch is CallbackDispatch dispatch)
        {
            violations.AddIfUndefined(dispatch, nameof(Dispatch));
        }

        violations.AddIf(Policy is null, $"Policy must not be null.");
        Policy?.AddTo(violations);
        violations.AddIf(Readings is null, $"Readings must not be null.");
        Readings?.AddTo(violations);
        violations.AddIf(Classification is null, $"Classification must not be null.");
        violations.ThrowIfAny(argument);
    }
}
