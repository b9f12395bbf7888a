using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bits.RetrySim;

/// <summary>
/// The one observer of what happens in a service. It is told each thing once, under the service's lock, in plain values; it writes the
/// <see cref="EventLog"/> at once, and hands back what is to be told to loggers, meters, tracers and followers as <see cref="Effect"/>s, to be
/// performed after the lock. While nobody listens it makes nothing. What it is told are values; their sentences are made where they are shown (D-43).
/// </summary>
/// <threadsafety>Guarded by the lock of the service that owns it; the effects it hands back are not, and need not be.</threadsafety>
internal sealed class Journal
{
    private readonly ILogger _logger;
    private readonly Telemetry _telemetry;
    private readonly ErrorClassifier _classifier;
    private readonly Action<long[]> _countJobs;
    private readonly Action<Effect> _later;
    private readonly Effect _follow;
    private readonly int _manager;

    /// <summary>The attempts that run and are traced, by job.</summary>
    private readonly Dictionary<int, AttemptTrace> _traces = [];

    /// <summary>Opens the journal of a manager that begins now.</summary>
    /// <param name="setup">Whom it tells.</param>
    /// <param name="start">The wall clock's time.</param>
    /// <param name="countJobs">Adds the manager's jobs to how many there are in each state that is not final; called without its lock.</param>
    /// <param name="later">Takes what is to be performed after the lock, in this order.</param>
    internal Journal(in JournalSetup setup, DateTimeOffset start, Action<long[]> countJobs, Action<Effect> later)
    {
        EventLog = setup.Log;
        _logger = setup.Loggers?.CreateLogger("Bits.RetrySim") ?? NullLogger.Instance;
        Logs = _logger is not NullLogger;
        _telemetry = Telemetry.For(setup.Meters);
        _classifier = setup.Classifier;
        _countJobs = countJobs;
        _later = later;
        _follow = new FollowerReport(EventLog);
        _manager = EventLog.Join();
        Start = start;
        _telemetry.Add(this);
    }

    /// <summary>What it writes to.</summary>
    internal EventLog EventLog { get; }

    /// <summary>The wall clock's time when the manager began.</summary>
    internal DateTimeOffset Start { get; }

    /// <summary>Whether events are kept or followed. Ask before working out what only an event tells: how far a job has come.</summary>
    internal bool Records => EventLog.Wants;

    /// <summary>Whether there is a logger, or somebody who measures or traces; as of <see cref="LookForListeners"/>.</summary>
    internal bool Listens { get; private set; }

    /// <summary>Whether there is a logger; ask before working out what only a log message tells.</summary>
    internal bool Logs { get; }

    /// <summary>Whether anybody hears hints; ask before looking for something to hint at.</summary>
    internal bool HearsHints => Records || Logs;

    /// <summary>Whether somebody wants to know how long callbacks take; ask before taking the time.</summary>
    internal bool TimesCallbacks => _telemetry.TimesCallbacks;

    /// <summary>Looks up who listens. Once whenever somebody begins to bring the engine up to date, not at every step.</summary>
    internal void LookForListeners() => Listens = Logs || _telemetry.IsListening;

    /// <summary>The manager ends: its jobs are not counted any more.</summary>
    internal void Close() => _telemetry.Remove(this);

    /// <summary>Adds the manager's jobs to how many there are in each state that is not final; called by whoever looks at the meter.</summary>
    internal void CountJobs(long[] jobs) => _countJobs(jobs);

    /// <summary>What was recorded of this manager, together with how its jobs are.</summary>
    /// <param name="instant">The instant as of which they are.</param>
    /// <param name="jobs">The jobs that have not ended, in the order of their creation.</param>
    internal JournalSnapshot Read(long instant, IReadOnlyList<LiveJob> jobs)
    {
        (IReadOnlyList<JobEvent> events, bool isComplete) = EventLog.ReadOf(_manager);
        return new JournalSnapshot(Start, TimeSpan.FromTicks(instant), events, isComplete, jobs);
    }

    /// <summary>A client's call succeeded.</summary>
    internal void Call(long instant, int job, JobCall call, string argument = "")
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.Call)
            {
                Manager = _manager,
                Call = call,
                Argument = FileNames.WithoutSecrets(argument),
            });
        }
    }

    /// <summary>A job went from one state to another. Its progress is not looked at unless <see cref="Records"/>.</summary>
    internal void Transition(
        Moment now, int job, BackgroundCopyJobState from, in JobData data, int attempts, in BackgroundCopyJobProgress progress)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(now.Engine), job, JobEventKind.Transition, from, data.State, data.ErrorCode, attempts)
            {
                Manager = _manager,
                Progress = progress,
                IsBlock = data.IsBlockError,

                // ERROR has two ways in: an error for good, and a last error after too long a time without progress (RETRY-12).
                HasTimedOut = data.State == BackgroundCopyJobState.Error && RetryTimers.HasTimedOut(data, now),
            });
        }

        if (Listens)
        {
            Tell(Describe(now.Engine, job, from, data, attempts));
        }
    }

    /// <summary>The attempt of a job, if it makes one, is over without a change of state, as when the manager ends.</summary>
    internal void Ended(long instant, int job, in JobData data, int attempts)
    {
        if (data.IsActive && _traces.Count > 0)
        {
            EndTrace(Describe(instant, job, data.State, data, attempts));
        }
    }

    /// <summary>An attempt begins: its first file, from 1, goes on at a byte. Its progress is not looked at unless <see cref="Records"/>.</summary>
    internal void Attempt(Moment now, int job, in JobData data, int attempt, long offset, in BackgroundCopyJobProgress progress)
    {
        int file = data.CurrentFile + 1;
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(now.Engine), job, JobEventKind.Attempt, Attempt: attempt)
            {
                Manager = _manager,
                File = file,
                Offset = offset,
                Progress = progress,
            });
        }

        if (Listens)
        {
            Tell(new AttemptStart(job, data.Priority, attempt, file, offset, now.Utc));
        }
    }

    /// <summary>A job is tried at once, before its retry delay is over.</summary>
    internal void Retry(long instant, int job, RetryCause cause, int hresult)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.Retry, HResult: hresult) { Manager = _manager, RetryCause = cause });
        }
    }

    /// <summary>A request that failed is made again at once, as the next attempt (RETRY-28).</summary>
    internal void RetryAtOnce(Moment now, int job, in JobData data, int attempts, int hresult, int most)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(now.Engine), job, JobEventKind.Retry, HResult: hresult, Attempt: attempts)
            {
                Manager = _manager,
                RetryCause = RetryCause.ImmediateRetry,
                ImmediateRetry = data.ImmediateRetries,
                MostImmediateRetries = most,
            });
        }

        Ended(now.Engine, job, data, attempts);
    }

    /// <summary>A file begins again: it is another one on the server (CONS-2), or a server has forgotten what it had got of one that is sent (UP-3).</summary>
    internal void FileRestarted(long instant, int job, int attempt, int file, long discarded, int hresult = 0)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.FileRestarted, HResult: hresult, Attempt: attempt)
            {
                Manager = _manager,
                File = file,
                DiscardedBytes = discarded,
            });
        }
    }

    /// <summary>A server is told that no more of an upload comes, or has been (LIFE-20).</summary>
    internal void SessionEnd(long instant, int job, SessionEndStep step, int hresult)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.SessionEnd, HResult: hresult) { Manager = _manager, SessionEnd = step });
        }

        if (Logs)
        {
            Later((job, step, hresult), static (journal, what) => Log.SessionEnded(journal._logger, what.job, what.step, what.hresult), toLogger: true);
        }
    }

    /// <summary>Bytes have arrived.</summary>
    internal void Bytes(BackgroundCopyJobPriority priority, long bytes)
    {
        if (Listens && _telemetry.Measures)
        {
            Later((priority, bytes), static (journal, came) => journal._telemetry.CountBytes(came.bytes, came.priority));
        }
    }

    /// <summary>Something around the jobs changed.</summary>
    internal void Environment(long instant, EnvironmentChange change)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), Job: 0, JobEventKind.Environment) { Manager = _manager, Environment = change });
        }
    }

    /// <summary>A callback is about to be called, or a program run, about the file with this number, from 1, or 0 if it is about none.</summary>
    internal void Notification(long instant, int job, NotificationKind kind, int file, string program = "")
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.Notification) { Manager = _manager, Notification = kind, File = file, Argument = FileNames.WithoutSecrets(program) });
        }
    }

    /// <summary>A callback threw, or a program did not exit with 0.</summary>
    internal void CallbackFailed(long instant, int job, NotificationKind kind, int file, Exception failure, string program = "")
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.Notification, HResult: failure.HResult)
            {
                Manager = _manager,
                Notification = kind,
                File = file,
                Argument = FileNames.WithoutSecrets(program),
            });
        }

        if (Logs)
        {
            Later(
                (job, kind, failure),
                static (journal, what) => Log.CallbackFailed(journal._logger, what.job, what.kind, what.failure),
                toLogger: true);
        }
    }

    /// <summary>A callback is over, whether it returned or threw; told only if <see cref="TimesCallbacks"/>.</summary>
    internal void CallbackReturned(NotificationKind kind, bool succeeded, TimeSpan took) =>
        Later(new CallbackReturn(kind, succeeded, took), static (journal, callback) => journal._telemetry.Record(callback));

    /// <summary>Something in the script of a simulated network is missing or looks wrong.</summary>
    internal void Hint(long instant, int job, string text)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.Hint) { Manager = _manager, Hint = text });
        }

        if (Logs)
        {
            Later(text, static (journal, hint) => Log.ScriptHint(journal._logger, hint), toLogger: true);
        }
    }

    /// <summary>Something in the script of a simulated network turned out to concern nobody; told to loggers only (D-37).</summary>
    internal void Remark(string text)
    {
        if (Logs)
        {
            Later(text, static (journal, remark) => Log.ScriptHint(journal._logger, remark), toLogger: true);
        }
    }

    /// <summary>A job is resumed with settings that are doubtful; told to loggers only.</summary>
    internal void Warning(int job, string text)
    {
        if (Logs)
        {
            Later((job, text), static (journal, what) => Log.DoubtfulSettings(journal._logger, what.job, what.text), toLogger: true);
        }
    }

    /// <summary>More happened at one instant than can be meant, and the rest is put off: nobody's instants move unsaid.</summary>
    internal void Livelock(long instant, int job, string explanation)
    {
        if (Records)
        {
            Record(new JobEvent(TimeSpan.FromTicks(instant), job, JobEventKind.Hint) { Manager = _manager, Hint = explanation });
        }

        if (Logs)
        {
            Later(explanation, static (journal, text) => Log.Livelock(journal._logger, text), toLogger: true);
        }
    }

    /// <summary>The service could not carry out a step or an effect; told to loggers only.</summary>
    internal void StepFailed(Exception exception)
    {
        if (Logs)
        {
            Later(exception, static (journal, failure) => Log.StepFailed(journal._logger, failure), toLogger: true);
        }
    }

    private void Tell(StateChange change)
    {
        if (change.EndsAttempt)
        {
            EndTrace(change);
        }

        if (_telemetry.Measures)
        {
            Later(change, static (journal, what) => journal._telemetry.Count(what));
        }

        if (Logs)
        {
            Later(change, static (journal, what) => Log.StateChanged(journal._logger, what), toLogger: true);
        }
    }

    private void Tell(AttemptStart start)
    {
        if (AttemptTrace.Source.HasListeners())
        {
            AttemptTrace trace = new(start);
            _traces[start.Job] = trace;
            Later(trace, static (_, what) => what.Start());
        }

        if (_telemetry.Measures)
        {
            Later(start, static (journal, what) => journal._telemetry.Count(what));
        }

        if (Logs)
        {
            Later(start, static (journal, what) => Log.AttemptStarted(journal._logger, what), toLogger: true);
        }
    }

    private void EndTrace(StateChange change)
    {
        if (_traces.Remove(change.Job, out AttemptTrace? trace))
        {
            Later((trace, change), static (_, what) => what.trace.End(what.change));
        }
    }

    private StateChange Describe(long instant, int job, BackgroundCopyJobState from, in JobData data, int attempts) =>
        StateChange.Of(instant, job, from, data, attempts, ClassOf(data));

    /// <summary>What the job does says more than its code: a certificate that its client refuses is transient whatever he says (ERR-36).</summary>
    private ErrorClass? ClassOf(in JobData data) =>
        data.ErrorCode == 0 ? null
        : data is { State: BackgroundCopyJobState.TransientError, IsBlockError: false } ? ErrorClass.Transient
        : _classifier.Classify(data.ErrorCode);

    private void Record(JobEvent entry)
    {
        if (EventLog.Add(entry))
        {
            _later(_follow);
        }
    }

    private void Later<T>(T what, Action<Journal, T> tell, bool toLogger = false) => _later(new ListenerReport<T>(this, what, tell, toLogger));
}
