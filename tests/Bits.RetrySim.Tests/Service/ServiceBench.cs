namespace Bits.RetrySim.Tests;

/// <summary>
/// A service without its face, on a simulated clock, with attempts that the test decides by hand: <see cref="Jobs"/> are what the service itself keeps.
/// </summary>
internal sealed class ServiceBench : IDisposable
{
    internal const long FileSize = 1000;

    private int _files;

    /// <param name="change">Changes what the service is made of.</param>
    internal ServiceBench(Func<ServiceSetup, ServiceSetup>? change = null)
    {
        ServiceSetup setup = new BackgroundCopyManagerOptions { TimeProvider = Clock, Transport = Manual, Files = Files, EventLog = Log }.ToSetup();
        Service = new BitsService(change?.Invoke(setup) ?? setup, this);
    }

    internal SimulatedClock Clock { get; } = new();

    internal ManualTransport Manual { get; } = new();

    internal SimulatedFiles Files { get; } = new();

    internal EventLog Log { get; } = new();

    internal BitsService Service { get; }

    /// <summary>The jobs in the order of their making, those that have ended too.</summary>
    internal List<JobRecord> Jobs { get; } = [];

    public void Dispose() => Service.Dispose();

    /// <summary>A suspended job. Clients hold nothing of it, unless the test makes something for them.</summary>
    internal JobRecord CreateJob(
        int files = 1, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, Func<JobRecord, BackgroundCopyJob>? makeFace = null, BackgroundCopyUser? owner = null)
    {
        Service.CreateJob("job", owner ?? new BackgroundCopyUser("user"), BackgroundCopyJobType.Download, record =>
        {
            Jobs.Add(record);
            return makeFace?.Invoke(record)!;
        });
        JobRecord job = Jobs[^1];
        AddFiles(job, files);
        if (priority != BackgroundCopyJobPriority.Normal)
        {
            Service.Calls.SetPriority(job, priority);
        }

        return job;
    }

    internal void AddFiles(JobRecord job, int files)
    {
        for (int i = 0; i < files; i++)
        {
            _files++;
            Service.Door.FileAdder.Add(job, [new FileRecord(RemoteName(_files), LocalName(_files))], JobCall.AddFile);
        }
    }

    internal static string RemoteName(int file) => $"https://cdn.example/{file}.bin";

    internal static string LocalName(int file) => $@"C:\down\{file}.bin";

    internal void Pump() => Clock.Advance(TimeSpan.Zero);

    internal void GoTo(double seconds) => Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    internal ManualAttempt AttemptOf(JobRecord job) => Manual.Running.Single(attempt => attempt.JobNumber == job.Number);

    /// <summary>Resumes a job and lets its attempt begin.</summary>
    internal ManualAttempt Start(JobRecord job)
    {
        Service.Calls.Resume(job);
        Pump();
        return AttemptOf(job);
    }

    /// <summary>The transitions as "job 1 Queued", in order.</summary>
    internal IReadOnlyList<string> Entered =>
        [.. Log.Events.Where(entry => entry.Kind == JobEventKind.Transition).Select(entry => $"job {entry.Job} {entry.To}")];
}
