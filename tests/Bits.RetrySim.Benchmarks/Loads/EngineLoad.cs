namespace Bits.RetrySim.Benchmarks;

/// <summary>The library: one manager, jobs of one file each, over a simulated network that answers 503. Foreground jobs, so that all run.</summary>
internal sealed class EngineLoad : IRetryLoad, IDisposable
{
    /// <summary>About 70 days.</summary>
    private const int RoundsOfAdvance = 10_000;

    /// <summary>Left alone for longer than the 999 days of the policy below, jobs are cancelled.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(900);

    private readonly BitsSimulation _bits;
    private readonly List<BackgroundCopyJob> _jobs;
    private TimeSpan _touched;

    internal EngineLoad(int jobs)
    {
        _bits = NewSimulation();
        _jobs = CreateJobs(_bits, jobs);
        Resume();
        _bits.Clock.Advance(TimeSpan.Zero);
    }

    public IEnumerable<long> Attempts => _jobs.Select(job => (long)job.ErrorCount);

    public void Run(int rounds)
    {
        for (int left = rounds; left > 0; left -= RoundsOfAdvance)
        {
            if (_bits.Clock.Elapsed - _touched > Patience)
            {
                Resume();
            }

            _bits.Clock.Advance(Math.Min(left, RoundsOfAdvance) * RetryLoad.Delay);
        }
    }

    public void Dispose() => _bits.Dispose();

    /// <summary>A simulation with room for any number of jobs and without the event log.</summary>
    internal static BitsSimulation NewSimulation(SimulatedClock? clock = null)
    {
        BitsSimulation bits = new(options =>
        {
            options.RecordEvents = false;
            options.MaximumEntriesPerInstant = int.MaxValue;
            options.Policy = new GroupPolicy
            {
                MaxJobsPerMachine = int.MaxValue,
                MaxJobsPerUser = int.MaxValue,
                JobInactivityTimeout = TimeSpan.FromDays(999),
            };
        }, clock);
        bits.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(RetryLoad.Status));
        return bits;
    }

    /// <summary>Suspended jobs with one file each and short names.</summary>
    internal static List<BackgroundCopyJob> CreateJobs(BitsSimulation bits, int count)
    {
        List<BackgroundCopyJob> jobs = new(count);
        for (int number = 1; number <= count; number++)
        {
            BackgroundCopyJob job = bits.Manager.CreateJob("job");
            job.AddFile("http://cdn.example/a", @"C:\d\a");
            job.Priority = BackgroundCopyJobPriority.Foreground;
            job.NoProgressTimeout = TimeSpan.FromSeconds(uint.MaxValue);
            jobs.Add(job);
        }

        return jobs;
    }

    /// <summary>Starts the jobs; later begins their no-progress and inactivity times anew, far too rarely to be seen in a figure.</summary>
    private void Resume()
    {
        _touched = _bits.Clock.Elapsed;
        foreach (BackgroundCopyJob job in _jobs)
        {
            job.Suspend();
            job.Resume();
        }
    }
}
