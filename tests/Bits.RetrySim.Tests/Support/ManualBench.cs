namespace Bits.RetrySim.Tests;

/// <summary>A manager on a simulated clock whose attempts are decided by hand, and jobs brought into any state.</summary>
internal sealed class ManualBench : IDisposable
{
    /// <summary>The columns of the table of states and methods, in its order.</summary>
    internal static readonly BackgroundCopyJobState[] TableOrder =
    [
        BackgroundCopyJobState.Suspended,
        BackgroundCopyJobState.Queued,
        BackgroundCopyJobState.Connecting,
        BackgroundCopyJobState.Transferring,
        BackgroundCopyJobState.TransientError,
        BackgroundCopyJobState.Error,
        BackgroundCopyJobState.Transferred,
        BackgroundCopyJobState.Acknowledged,
        BackgroundCopyJobState.Cancelled,
    ];

    /// <summary>The bytes of every file that <see cref="JobIn"/> makes.</summary>
    internal const long FileSize = 100;

    internal ManualBench(Action<BackgroundCopyManagerOptions>? configure = null)
    {
        BackgroundCopyManagerOptions options = new()
        {
            TimeProvider = Clock,
            Transport = Transport,
            Files = Files,
            RecordEvents = true,
            RethrowCallbackExceptions = true,
        };
        configure?.Invoke(options);
        Owner = options.DefaultOwner;
        Manager = new BackgroundCopyManager(options);
    }

    internal SimulatedClock Clock { get; } = new();

    internal ManualTransport Transport { get; } = new();

    internal SimulatedFiles Files { get; } = new();

    internal BackgroundCopyManager Manager { get; }

    internal BackgroundCopyUser Owner { get; }

    internal BitsEnvironment Environment => Manager.Environment;

    internal EventLog Log => Manager.EventLog;

    /// <summary>The attempt that began last.</summary>
    internal ManualAttempt Attempt => Transport.Attempts[^1];

    public void Dispose() => Manager.Dispose();

    internal static string LocalName(int file) => $@"C:\down\{file}.bin";

    /// <summary>Lets everything happen that is due now.</summary>
    internal void Pump() => Clock.Advance(TimeSpan.Zero);

    /// <summary>Goes on to an instant, in seconds.</summary>
    internal void GoTo(double seconds) => Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    internal BackgroundCopyJob CreateJob(int files = 1, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = Manager.CreateJob("job", BackgroundCopyJobType.Download, owner);
        for (int file = 1; file <= files; file++)
        {
            job.AddFile($"https://cdn.example/{file}.bin", LocalName(file));
        }

        return job;
    }

    /// <summary>A job whose attempt at its first file has just begun.</summary>
    internal BackgroundCopyJob StartJob(int files = 1, Action<BackgroundCopyJob>? configure = null)
    {
        BackgroundCopyJob job = CreateJob(files);
        configure?.Invoke(job);
        job.Resume();
        Pump();
        return job;
    }

    /// <summary>A job in a state, by the shortest way: TRANSIENT_ERROR by a 503, ERROR by a 404. QUEUED lasts until time is advanced.</summary>
    internal BackgroundCopyJob JobIn(BackgroundCopyJobState state, Action<BackgroundCopyJob>? configure = null)
    {
        BackgroundCopyJob job = CreateJob();
        configure?.Invoke(job);
        if (state == BackgroundCopyJobState.Suspended)
        {
            return job;
        }

        job.Resume();
        if (state != BackgroundCopyJobState.Queued)
        {
            Pump();
            GoOn(job, state);
        }

        job.State.Should().Be(state);
        return job;
    }

    private void GoOn(BackgroundCopyJob job, BackgroundCopyJobState state)
    {
        ManualAttempt attempt = Attempt;
        switch (state)
        {
            case BackgroundCopyJobState.Transferring:
                attempt.Accept(FileSize);
                break;
            case BackgroundCopyJobState.TransientError:
                attempt.FailHttp(503);
                break;
            case BackgroundCopyJobState.Error:
                attempt.FailHttp(404);
                break;
            case BackgroundCopyJobState.Transferred:
                attempt.Arrive(FileSize);
                break;
            case BackgroundCopyJobState.Acknowledged:
                attempt.Arrive(FileSize);
                job.Complete();
                break;
            case BackgroundCopyJobState.Cancelled:
                job.Cancel();
                break;
            default:
                break;
        }
    }
}
