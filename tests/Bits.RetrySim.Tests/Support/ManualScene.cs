using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>A manager on a simulated clock whose attempts the test drives by hand; callbacks run inline, and what happens is recorded.</summary>
internal sealed class ManualScene : IDisposable
{
    /// <summary>The size that files get when the test does not say.</summary>
    internal const long FileSize = 1000;

    private int _files;
    private int _absent;

    internal ManualScene(Action<BackgroundCopyManagerOptions>? configure = null)
    {
        BackgroundCopyManagerOptions options = new() { RecordEvents = true, RethrowCallbackExceptions = true };
        configure?.Invoke(options);
        options.TimeProvider = Clock;
        options.Transport = Transport;
        options.Files = Files;
        Manager = new BackgroundCopyManager(options);
    }

    internal SimulatedClock Clock { get; } = new();

    internal ManualTransport Transport { get; } = new();

    internal SimulatedFiles Files { get; } = new();

    internal BackgroundCopyManager Manager { get; }

    internal BitsEnvironment Environment => Manager.Environment;

    /// <summary>The lines of the event log.</summary>
    internal string[] Log => [.. Manager.EventLog.Events.Select(entry => entry.ToString())];

    /// <summary>A suspended job with some files.</summary>
    internal BackgroundCopyJob CreateJob(int files = 1, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = Manager.CreateJob("job", BackgroundCopyJobType.Download, owner);
        AddFiles(job, files);
        return job;
    }

    internal void AddFiles(BackgroundCopyJob job, int files = 1)
    {
        for (int i = 0; i < files; i++)
        {
            _files++;
            job.AddFile($"http://server.example/{_files}", $@"C:\downloads\{_files}");
        }
    }

    /// <summary>
    /// A job in a state, which stays there until time moves or the test does something. Jobs that run are foreground jobs, so that several can; a
    /// job in QUEUED waits for its owner.
    /// </summary>
    internal BackgroundCopyJob CreateJobIn(BackgroundCopyJobState state, int files = 1, int hresult = HResults.BG_E_HTTP_ERROR_503)
    {
        BackgroundCopyUser absent = new($"absent {_absent + 1}");
        BackgroundCopyJob job = CreateJob(files, state == Queued ? absent : null);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        switch (state)
        {
            case Queued:
                _absent++;
                Environment.LogOff(absent);
                job.Resume();
                Pump();
                break;
            case Connecting:
                Begin(job);
                break;
            case Transferring:
                Begin(job).Accept(FileSize);
                break;
            case TransientError:
                Begin(job).Fail(hresult);
                break;
            case Error:
                Begin(job).FailHttp(404);
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

        Pump();
        job.State.Should().Be(state, "the scene has to be set");
        return job;
    }

    /// <summary>Resumes a job and lets its attempt begin.</summary>
    internal ManualAttempt Begin(BackgroundCopyJob job)
    {
        job.Resume();
        Pump();
        return AttemptOf(job);
    }

    /// <summary>The attempt of a job that is running.</summary>
    internal ManualAttempt AttemptOf(BackgroundCopyJob job) => Transport.Running.Single(attempt => attempt.JobNumber == job.Number);

    /// <summary>Resumes a job and delivers all its files at once.</summary>
    internal void Transfer(BackgroundCopyJob job)
    {
        job.Resume();
        Pump();
        while (job.State is Connecting or Transferring)
        {
            AttemptOf(job).Accept(FileSize);
            AttemptOf(job).Complete();
            Pump();
        }
    }

    /// <summary>Lets everything happen that is due now.</summary>
    internal void Pump() => Clock.Advance(TimeSpan.Zero);

    /// <summary>Advances to an instant, in seconds since the beginning.</summary>
    internal void AdvanceTo(double seconds) => Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    public void Dispose() => Manager.Dispose();
}
