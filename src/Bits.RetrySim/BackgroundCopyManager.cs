using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>The service: makes jobs, moves them, and owns clock, queue and policy. It lives in the process and ends with it.</summary>
/// <threadsafety>
/// Safe from any thread. Callbacks, transports and loggers are called outside its lock; a callback may call any member of any job.
/// </threadsafety>
[DebuggerDisplay("{AllJobs.Count} jobs at {Elapsed}")]
public sealed class BackgroundCopyManager : IDisposable
{
    private readonly BitsService _service;
    private readonly BackgroundCopyUser _defaultOwner;

    /// <summary>Starts a service.</summary>
    /// <param name="options">How it is set up; read once, later changes have no effect.</param>
    /// <exception cref="ArgumentException">The options are null or hold unusable values; the message names all of them (E_INVALIDARG).</exception>
    /// <exception cref="InvalidOperationException">The transport already serves another manager.</exception>
    public BackgroundCopyManager(BackgroundCopyManagerOptions options)
    {
        if (options is null)
        {
            throw Failure.Null(nameof(options));
        }

        options.Validate(nameof(options));
        _defaultOwner = options.DefaultOwner;
        _service = new BitsService(options.ToSetup(), this);
        Environment = new BitsEnvironment(_service.Surroundings);
        Events = new BackgroundCopyEvents(_service.Listeners, this);
    }

    /// <summary>The time source.</summary>
    public TimeProvider TimeProvider => _service.Provider;

    /// <summary>Engine time since the manager began; in a callback called inline, the instant it belongs to.</summary>
    public TimeSpan Elapsed => _service.Reader.Elapsed;

    /// <summary>The group policy in force (section 6); <see cref="ApplyPolicy"/> replaces it.</summary>
    public GroupPolicy Policy => _service.Surroundings.Policy;

    /// <summary>Network, power, cost and users around the jobs.</summary>
    public BitsEnvironment Environment { get; }

    /// <summary>What becomes of the jobs, as .NET events.</summary>
    public BackgroundCopyEvents Events { get; }

    /// <summary>
    /// What happened: the log that <see cref="BackgroundCopyManagerOptions.EventLog"/> named, or one of the manager's own, which keeps events if
    /// <see cref="BackgroundCopyManagerOptions.RecordEvents"/> asked for it and can be followed either way.
    /// </summary>
    public EventLog EventLog => _service.EventLog;

    /// <summary>Creates a download job of the default owner (LIFE-1).</summary>
    /// <param name="displayName">A name for people; at most 256 characters.</param>
    /// <returns>The job, suspended and empty.</returns>
    /// <exception cref="ArgumentException">The name is null or too long (E_INVALIDARG, LIFE-3).</exception>
    /// <exception cref="BitsException">
    /// A limit of the policy is reached (BG_E_TOO_MANY_JOBS_PER_USER, BG_E_TOO_MANY_JOBS_PER_MACHINE). Whether the owner is logged on does not matter here, but to AddFile (LIFE-3).
    /// </exception>
    /// <example>
    /// <code>
    /// BackgroundCopyJob job = bits.Manager.CreateJob("update");
    /// job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
    /// job.Resume();
    /// </code>
    /// </example>
    public BackgroundCopyJob CreateJob(string displayName) => CreateJob(displayName, BackgroundCopyJobType.Download);

    /// <summary>Creates a job of a certain type and owner (LIFE-1, LIFE-2).</summary>
    /// <param name="displayName">A name for people; at most 256 characters.</param>
    /// <param name="type">Whether files are fetched, or one is sent, with a reply or without; fixed.</param>
    /// <param name="owner">The user it belongs to; null: the default owner.</param>
    /// <returns>The job, suspended and empty.</returns>
    /// <exception cref="ArgumentException">The name is null or too long, or there is no such type (E_INVALIDARG, LIFE-3).</exception>
    /// <exception cref="BitsException">As <see cref="CreateJob(string)"/>.</exception>
    public BackgroundCopyJob CreateJob(string displayName, BackgroundCopyJobType type, BackgroundCopyUser? owner = null) =>
        CreateJob(Arguments.NotNull(displayName, nameof(displayName)), type, owner ?? _defaultOwner, isElevated: false);

    /// <summary>The service as a caller sees it, whose rights are checked: his jobs, and what he may do with those of others (STATE-46, COM-10).</summary>
    /// <param name="caller">Who calls.</param>
    /// <returns>The jobs in his name; those that others hold are the same jobs.</returns>
    /// <exception cref="ArgumentNullException">The caller is null (E_INVALIDARG).</exception>
    /// <example>
    /// <code>
    /// BackgroundCopyJob job = bits.Manager.CreateJob("update");
    /// BackgroundCopyUser admin = new("admin", BackgroundCopyUserKind.Administrator);
    /// bits.Manager.As(new BackgroundCopyCaller(admin, IsElevated: true)).GetJob(job.Id).TakeOwnership();
    /// job.Owner.Should().Be(admin);
    /// </code>
    /// </example>
    public BackgroundCopyClient As(BackgroundCopyCaller caller) => new(this, _service, caller ?? throw Failure.Null(nameof(caller)));

    internal BackgroundCopyJob CreateJob(string displayName, BackgroundCopyJobType type, BackgroundCopyUser owner, bool isElevated)
    {
        if (displayName.Length > Arguments.MaximumDisplayNameLength)
        {
            throw Failure.InvalidArgument(
                nameof(displayName),
                $"displayName has {displayName.Length} characters; the limit is {Arguments.MaximumDisplayNameLength}.");
        }

        if (!Enum.IsDefined(type))
        {
            throw Failure.OutOfRange(nameof(type), type, $"{(int)type} is not a type of job; 0 (Download) to 2 (UploadReply) are.");
        }

        return _service.CreateJob(displayName, owner, type, record => new BackgroundCopyJob(_service, record), isElevated);
    }

    /// <summary>Finds a job that is not in a final state (FILE-23).</summary>
    /// <param name="id">The job's <see cref="BackgroundCopyJob.Id"/>.</param>
    /// <returns>The job.</returns>
    /// <exception cref="BitsException">There is no such job, or it has ended (BG_E_NOT_FOUND).</exception>
    public BackgroundCopyJob GetJob(Guid id) => _service.FindJob(id)
        ?? throw Failure.Bits(HResults.BG_E_NOT_FOUND, $"There is no job {id}; jobs that were completed or cancelled are not found.");

    /// <summary>Finds a job that is not in a final state, and says so if there is none (FILE-23).</summary>
    /// <param name="id">The job's <see cref="BackgroundCopyJob.Id"/>.</param>
    /// <param name="job">The job; null if there is none.</param>
    /// <returns>Whether there is such a job and it has not ended.</returns>
    public bool TryGetJob(Guid id, [NotNullWhen(true)] out BackgroundCopyJob? job)
    {
        job = _service.FindJob(id);
        return job is not null;
    }

    /// <summary>The jobs of <see cref="BackgroundCopyManagerOptions.DefaultOwner"/> that are not in a final state, as a client sees his own (FILE-22).</summary>
    /// <returns>A snapshot in the order of creation; what each job answers is live (FILE-21).</returns>
    public IReadOnlyList<BackgroundCopyJob> EnumJobs() => _service.EnumJobs(_defaultOwner);

    /// <summary>The jobs of all users that are not in a final state, for which <see cref="BackgroundCopyManagerOptions.DefaultOwner"/> must be an administrator or a service (FILE-22).</summary>
    /// <returns>As <see cref="EnumJobs()"/>.</returns>
    /// <exception cref="UnauthorizedAccessException">The default owner is an ordinary user (E_ACCESSDENIED).</exception>
    public IReadOnlyList<BackgroundCopyJob> EnumAllJobs() => _defaultOwner.IsExemptFromLimits
        ? AllJobs
        : throw Failure.AccessDenied($"{_defaultOwner.Name} is an ordinary user; only administrators and services may list the jobs of all users.");

    /// <summary>One user's jobs that are not in a final state: the view of a test, which asks nobody for leave (FILE-22).</summary>
    /// <param name="owner">The user.</param>
    /// <returns>As <see cref="EnumJobs()"/>.</returns>
    /// <exception cref="ArgumentNullException">The user is null (E_INVALIDARG).</exception>
    public IReadOnlyList<BackgroundCopyJob> EnumJobs(BackgroundCopyUser owner) => _service.EnumJobs(owner ?? throw Failure.Null(nameof(owner)));

    /// <summary>How many jobs of all users there are in each state that is not final, for whoever watches over them and asks for none.</summary>
    /// <returns>Every such state with its number as of now, 0 included.</returns>
    /// <exception cref="ObjectDisposedException">The manager has ended.</exception>
    public IReadOnlyDictionary<BackgroundCopyJobState, long> CountJobs() =>
        _service.CountJobs().Select((count, state) => KeyValuePair.Create((BackgroundCopyJobState)state, count)).ToDictionary();

    /// <summary>What an HRESULT means, in English (ERR-7).</summary>
    /// <param name="hresult">Any HRESULT; one that is not known is told by its number.</param>
    /// <returns>One line.</returns>
    public static string GetErrorDescription(int hresult) => ErrorText.Describe(hresult);

    /// <summary>What an HRESULT means, in a language (ERR-7).</summary>
    /// <param name="hresult">Any HRESULT; one that is not known is told by its number.</param>
    /// <param name="languageId">The language: 0x0409, English, is the only one that there are texts in.</param>
    /// <returns>One line.</returns>
    /// <exception cref="ArgumentException">The language is 0 (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">There are no texts in that language (0x80070717, ERROR_RESOURCE_LANG_NOT_FOUND).</exception>
    public static string GetErrorDescription(int hresult, int languageId)
    {
        TextLanguage.Check(languageId, nameof(languageId));
        return ErrorText.Describe(hresult);
    }

    /// <summary>How hints and refusals call settings.</summary>
    internal Wording Wording => _service.Surroundings.Wording;

    /// <summary>Replaces the group policy as of now. Jobs and files that exceed a new limit stay.</summary>
    /// <param name="policy">The new policy.</param>
    /// <exception cref="ArgumentException">The policy is null or holds unusable values (E_INVALIDARG).</exception>
    public void ApplyPolicy(GroupPolicy policy)
    {
        if (policy is null)
        {
            throw Failure.Null(nameof(policy));
        }

        policy.Validate(nameof(policy), Wording);
        _service.Surroundings.ApplyPolicy(policy);
    }

    /// <summary>
    /// The service stops and starts again: running jobs, and those that wait in TRANSIENT_ERROR
    /// (<see cref="BitsReadings.RestartKeepsTransientError"/>), are queued, notify interfaces are forgotten, and every due instant is seen from the
    /// wall clock's present time (CLOCK-4, CLOCK-7 to CLOCK-9, CB-14). Job objects stay valid.
    /// </summary>
    public void RestartService() => _service.Surroundings.RestartService();

    /// <summary>
    /// Ends the service: later calls throw <see cref="ObjectDisposedException"/>, properties keep answering, waits are cancelled. Waits for
    /// callbacks that run on other threads; nothing is delivered after it returns. Called from a callback it waits for none that waits for it.
    /// </summary>
    /// <exception cref="TimeoutException">
    /// A callback, which the message names, has not returned within <see cref="BackgroundCopyManagerOptions.DisposeTimeout"/>. The manager has ended all
    /// the same; what the callback does later is ignored.
    /// </exception>
    public void Dispose() => _service.Dispose();

    /// <summary>How many jobs there are in each state, and what time it is: for people, as of now; also of a manager that is disposed.</summary>
    /// <returns>One line, the same in every culture.</returns>
    public override string ToString()
    {
        IReadOnlyList<BackgroundCopyJob> jobs = ShownJobs;
        IEnumerable<string> states = jobs.GroupBy(job => job.State).OrderBy(group => group.Key)
            .Select(group => FormattableString.Invariant($"{group.Count()} {group.Key}"));
        string counted = jobs.Count == 0 ? "no jobs" : string.Join(", ", states);
        return $"{InstantText.Of(Elapsed)}: {counted}";
    }

    /// <summary>Whether it made a job.</summary>
    internal bool Made(BackgroundCopyJob job) => job.IsOf(_service);

    /// <summary>The jobs of all users that are not in a final state, whoever asks.</summary>
    internal IReadOnlyList<BackgroundCopyJob> AllJobs => _service.EnumJobs(owner: null);

    /// <summary>The same, also of a manager that is disposed, for whoever only writes about them.</summary>
    internal IReadOnlyList<BackgroundCopyJob> ShownJobs => _service.ReadJobs();

    /// <summary>What happened and how the jobs are, read at one moment; also of a manager that is disposed.</summary>
    internal JournalSnapshot ReadJournal() => _service.ReadJournal();

    /// <summary>Runs an action at an exact engine instant, before everything else that is due then.</summary>
    internal void At(TimeSpan instant, Action action) => _service.At(instant.Ticks, action);
}
