namespace Bits.RetrySim.Tests;

/// <summary>A manager on virtual time whose attempts the test drives by hand.</summary>
internal sealed class ManualService : IDisposable
{
    public const long Size = 1000;

    private int _jobs;

    public ManualService(Action<BackgroundCopyManagerOptions>? configure = null, SimulatedClock? clock = null)
    {
        Clock = clock ?? new SimulatedClock();
        BackgroundCopyManagerOptions options = new() { RecordEvents = true, RethrowCallbackExceptions = true };
        configure?.Invoke(options);
        options.TimeProvider = Clock;
        options.Transport = Transport;
        Manager = new BackgroundCopyManager(options);
    }

    public SimulatedClock Clock { get; }

    public ManualTransport Transport { get; } = new();

    public BackgroundCopyManager Manager { get; }

    public BitsEnvironment Environment => Manager.Environment;

    public EventLog Log => Manager.EventLog;

    /// <summary>A job with one file, not resumed.</summary>
    public BackgroundCopyJob Job(
        BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null, string? localName = null)
    {
        int number = ++_jobs;
        BackgroundCopyJob job = Manager.CreateJob($"job {number}", BackgroundCopyJobType.Download, owner);
        job.AddFile($"https://cdn.example/{number}", localName ?? $@"C:\in\{number}");
        job.Priority = priority;
        return job;
    }

    /// <summary>A job that was resumed; its turn is still to come.</summary>
    public BackgroundCopyJob Resumed(
        BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null, string? localName = null)
    {
        BackgroundCopyJob job = Job(priority, owner, localName);
        job.Resume();
        return job;
    }

    /// <summary>A job in CONNECTING.</summary>
    public BackgroundCopyJob Connecting(BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = Resumed(priority, owner);
        Settle();
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        return job;
    }

    /// <summary>A job in TRANSFERRING without a byte.</summary>
    public BackgroundCopyJob Running(BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = Connecting(priority, owner);
        AttemptOf(job).Accept(Size);
        return job;
    }

    /// <summary>A job in TRANSIENT_ERROR whose first attempt was answered with 503.</summary>
    public BackgroundCopyJob Failed(BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = Connecting(priority, owner);
        AttemptOf(job).FailHttp(503);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        return job;
    }

    /// <summary>A job in any of the states that are not final; what it takes to get there happens now.</summary>
    public BackgroundCopyJob InState(BackgroundCopyJobState state)
    {
        switch (state)
        {
            case BackgroundCopyJobState.Suspended:
                return Job();
            case BackgroundCopyJobState.Queued:
                Resumed(BackgroundCopyJobPriority.High);
                BackgroundCopyJob queued = Resumed();
                Settle();
                return queued;
            case BackgroundCopyJobState.Connecting:
                return Connecting();
            case BackgroundCopyJobState.Transferring:
                return Running();
            case BackgroundCopyJobState.TransientError:
                return Failed();
            case BackgroundCopyJobState.Error:
                BackgroundCopyJob failed = Connecting();
                AttemptOf(failed).FailHttp(404);
                return failed;
            case BackgroundCopyJobState.Transferred:
                BackgroundCopyJob transferred = Running();
                AttemptOf(transferred).Complete();
                return transferred;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state, "A final state.");
        }
    }

    /// <summary>The attempt of a job that runs.</summary>
    public ManualAttempt AttemptOf(BackgroundCopyJob job) => Transport.Running.Single(attempt => attempt.JobNumber == job.Number);

    /// <summary>Moves time to an instant, in seconds since the beginning, and does all that is due.</summary>
    public void To(double seconds) => Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    /// <summary>Does all that is due now.</summary>
    public void Settle() => Clock.Advance(TimeSpan.Zero);

    public void Dispose() => Manager.Dispose();
}
