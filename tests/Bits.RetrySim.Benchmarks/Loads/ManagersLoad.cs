namespace Bits.RetrySim.Benchmarks;

/// <summary>Managers on one clock, each with a network and one job of its own; they are due at instants of their own.</summary>
internal sealed class ManagersLoad : IRetryLoad, IDisposable
{
    /// <summary>About 7 days.</summary>
    private const int RoundsOfAdvance = 10_000;

    /// <summary>Shorter than that of other loads, so that the calendar suffices for a single quick job.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(60);

    /// <summary>Left alone for longer than the 999 days of the policy, jobs are cancelled.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(900);

    private readonly SimulatedClock _clock = new();
    private readonly List<BitsSimulation> _simulations = [];
    private readonly List<BackgroundCopyJob> _jobs = [];
    private TimeSpan _touched;

    /// <summary>Makes managers whose jobs have failed once and wait.</summary>
    /// <param name="managers">How many.</param>
    /// <param name="idle">How many more have nothing to do: they cost what looking for the next instant costs, but their memory is not read.</param>
    internal ManagersLoad(int managers, int idle = 0)
    {
        TimeSpan apart = Delay / managers;
        for (int number = 0; number < managers + idle; number++)
        {
            BitsSimulation bits = EngineLoad.NewSimulation(_clock);
            _simulations.Add(bits);
            if (number >= managers)
            {
                continue;
            }

            BackgroundCopyJob job = EngineLoad.CreateJobs(bits, 1)[0];
            job.MinimumRetryDelay = Delay;
            job.Resume();
            _jobs.Add(job);
            _clock.Advance(apart);
        }
    }

    public IEnumerable<long> Attempts => _jobs.Select(job => (long)job.ErrorCount);

    public void Run(int rounds)
    {
        for (int left = rounds; left > 0; left -= RoundsOfAdvance)
        {
            if (_clock.Elapsed - _touched > Patience)
            {
                Touch();
            }

            _clock.Advance(Math.Min(left, RoundsOfAdvance) * Delay);
        }
    }

    /// <summary>A setting that changes nothing begins the inactivity anew, far too rarely to be seen in a figure.</summary>
    private void Touch()
    {
        _touched = _clock.Elapsed;
        _jobs.ForEach(static job => job.Description = "");
    }

    public void Dispose() => _simulations.ForEach(static bits => bits.Dispose());
}
