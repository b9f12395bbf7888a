using Stateless;

namespace Bits.RetrySim.Benchmarks;

/// <summary>Stateless: a state machine per job, and a loop over a PriorityQueue as the virtual time.</summary>
internal sealed class StatelessLoad : IRetryLoad
{
    private readonly PriorityQueue<Job, TimeSpan> _due = new();
    private readonly Job[] _jobs;
    private TimeSpan _now;

    internal StatelessLoad(int jobs)
    {
        _jobs = new Job[jobs];
        for (int i = 0; i < jobs; i++)
        {
            _jobs[i] = new Job();
            _jobs[i].Try();
            _due.Enqueue(_jobs[i], RetryLoad.Delay);
        }
    }

    public IEnumerable<long> Attempts => _jobs.Select(job => job.Attempts);

    public void Run(int rounds)
    {
        TimeSpan end = _now + (rounds * RetryLoad.Delay);
        while (_due.TryPeek(out Job? job, out TimeSpan due) && due <= end)
        {
            _now = due;
            job.OnRetryDue();
            _due.DequeueEnqueue(job, due + RetryLoad.Delay);
        }

        _now = end;
    }

    private sealed class Job
    {
        private readonly StateMachine<JobState, JobSignal> _machine = new(JobState.Queued);

        internal Job()
        {
            _machine.Configure(JobState.Queued).Permit(JobSignal.Start, JobState.Connecting);
            _machine.Configure(JobState.Connecting).OnEntry(() => Attempts++).Permit(JobSignal.Fail, JobState.TransientError);
            _machine.Configure(JobState.TransientError).Permit(JobSignal.RetryDue, JobState.Queued);
        }

        internal long Attempts { get; private set; }

        internal void OnRetryDue()
        {
            _machine.Fire(JobSignal.RetryDue);
            Try();
        }

        internal void Try()
        {
            _machine.Fire(JobSignal.Start);
            _machine.Fire(JobSignal.Fail);
        }
    }
}
