using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>
/// A manager on a simulated clock whose attempts the test decides by hand. Callbacks run inline, and what happens is recorded: a line of the log
/// is an instant in seconds and what happened then (<see cref="LogLines"/>).
/// </summary>
internal sealed class Bench : IDisposable
{
    /// <summary>The size of files when the test does not say.</summary>
    internal const long FileSize = 1000;

    private int _files;

    internal Bench(Action<BackgroundCopyManagerOptions>? configure = null, SimulatedClock? clock = null)
    {
        Clock = clock ?? new SimulatedClock();
        BackgroundCopyManagerOptions options = new()
        {
            TimeProvider = Clock,
            Transport = Transport,
            Files = Files,
            RecordEvents = true,
            RethrowCallbackExceptions = true,
        };
        configure?.Invoke(options);
        Manager = new BackgroundCopyManager(options);
    }

    internal SimulatedClock Clock { get; }

    internal ManualTransport Transport { get; } = new();

    internal SimulatedFiles Files { get; } = new();

    internal BackgroundCopyManager Manager { get; }

    internal BitsEnvironment Environment => Manager.Environment;

    internal EventLog Log => Manager.EventLog;

    /// <summary>The attempt that began last.</summary>
    internal ManualAttempt Attempt => Transport.Attempts[^1];

    /// <summary>The attempt of a job that is running.</summary>
    internal ManualAttempt AttemptOf(BackgroundCopyJob job) => Transport.Running.Single(attempt => attempt.JobNumber == job.Number);

    public void Dispose() => Manager.Dispose();

    /// <summary>Lets everything happen that is due now.</summary>
    internal void Pump() => Clock.Advance(TimeSpan.Zero);

    /// <summary>Goes on to an instant, in seconds since the beginning.</summary>
    internal void GoTo(double seconds) => Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    /// <summary>The local name of a file, counted from 1 over all jobs.</summary>
    internal static string LocalName(int file) => $@"C:\down\{file}.bin";

    internal void AddFiles(BackgroundCopyJob job, int files = 1)
    {
        for (int file = 0; file < files; file++)
        {
            _files++;
            job.AddFile($"https://cdn.example/{_files}.bin", LocalName(_files));
        }
    }

    /// <summary>A suspended job.</summary>
    internal BackgroundCopyJob CreateJob(
        int files = 1, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null, string? localName = null, BackgroundCopyJobType type = BackgroundCopyJobType.Download)
    {
        BackgroundCopyJob job = Manager.CreateJob("job", type, owner);
        job.Priority = priority;
        if (localName is null)
        {
            AddFiles(job, files);
        }
        else
        {
            job.AddFile($"https://cdn.example/{++_files}.bin", localName);
        }

        return job;
    }

    /// <summary>A job that was resumed; its turn comes when time goes on, be it by nothing.</summary>
    internal BackgroundCopyJob ResumeJob(
        BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null, string? localName = null)
    {
        BackgroundCopyJob job = CreateJob(priority: priority, owner: owner, localName: localName);
        job.Resume();
        return job;
    }

    /// <summary>A job whose attempt at its first file has just begun, where nothing forbids it.</summary>
    internal BackgroundCopyJob StartJob(int files = 1, Action<BackgroundCopyJob>? configure = null)
    {
        BackgroundCopyJob job = CreateJob(files);
        configure?.Invoke(job);
        job.Resume();
        Pump();
        return job;
    }

    /// <summary>Resumes a job and lets its attempt begin.</summary>
    internal ManualAttempt Start(BackgroundCopyJob job)
    {
        job.Resume();
        Pump();
        return AttemptOf(job);
    }

    /// <summary>Resumes a job and delivers all its files at once.</summary>
    internal void Transfer(BackgroundCopyJob job)
    {
        job.Resume();
        Pump();
        while (job.State is Connecting or Transferring)
        {
            AttemptOf(job).Arrive();
            Pump();
        }
    }

    /// <summary>
    /// A job in a state, by the shortest way and without time going by: in TRANSIENT_ERROR by a 503, in ERROR by a 404. In QUEUED it waits for its turn
    /// behind a job of a higher priority; a foreground job, which waits for no turn, waits for its owner to log on.
    /// </summary>
    internal BackgroundCopyJob JobIn(
        BackgroundCopyJobState state,
        Action<BackgroundCopyJob>? configure = null,
        BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal,
        BackgroundCopyUser? owner = null,
        int files = 1,
        BackgroundCopyJobType type = BackgroundCopyJobType.Download)
    {
        bool waitsForOwner = state == Queued && priority == BackgroundCopyJobPriority.Foreground;
        BackgroundCopyJob job = CreateJob(files, priority, waitsForOwner ? new BackgroundCopyUser($"owner of {_files + 1}") : owner, type: type);
        configure?.Invoke(job);
        if (waitsForOwner)
        {
            Environment.LogOff(job.Owner);
        }
        else if (state == Queued)
        {
            Start(CreateJob(priority: BackgroundCopyJobPriority.High));
        }

        bool isUploaded = state == Acknowledged && type != BackgroundCopyJobType.Download;
        if (isUploaded)
        {
            Transfer(job);
        }
        else if (state is not (Suspended or Acknowledged or Cancelled))
        {
            job.Resume();
            Pump();
        }

        GoOn(job, state);
        job.State.Should().Be(state, "the bench has to be set");
        return job;
    }

    private void GoOn(BackgroundCopyJob job, BackgroundCopyJobState state)
    {
        switch (state)
        {
            case Transferring:
                AttemptOf(job).Accept(FileSize);
                break;
            case TransientError:
                AttemptOf(job).FailHttp(503);
                break;
            case Error:
                AttemptOf(job).FailHttp(404);
                break;
            case Transferred:
                Transfer(job);
                break;
            case Acknowledged:
                job.Complete();
                break;
            case Cancelled:
                job.Cancel();
                break;
            default:
                break;
        }
    }
}
