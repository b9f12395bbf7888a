using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Benchmarks;

/// <summary>Written by hand: a switch over the states, and a timer per job on a FakeTimeProvider.</summary>
internal sealed class TimerLoad : IRetryLoad
{
    private readonly FakeTimeProvider _time = new();
    private readonly Job[] _jobs;

    internal TimerLoad(int jobs)
    {
        _jobs = new Job[jobs];
        for (int i = 0; i < jobs; i++)
        {
            _jobs[i] = new Job(_time);
        }
    }

    public IEnumerable<long> Attempts => _jobs.Select(job => job.Attempts);

    public void Run(int rounds)
    {
        // As for Polly.
        for (int round = 0; round < rounds; round++)
        {
            _time.Advance(RetryLoad.Delay);
        }
    }

    private sealed class Job
    {
        private readonly ITimer _timer;
        private JobState _state = JobState.Queued;

        internal Job(FakeTimeProvider time)
        {
            _timer = time.CreateTimer(static job => ((Job)job!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Try();
        }

        internal long Attempts { get; private set; }

        private void OnTimer()
        {
            Step(JobSignal.RetryDue);
            Try();
        }

        private void Try()
        {
            Step(JobSignal.Start);
            Step(JobSignal.Fail);
        }

        private void Step(JobSignal signal)
        {
            switch (_state, signal)
            {
                case (JobState.Queued, JobSignal.Start):
                    _state = JobState.Connecting;
                    Attempts++;
                    break;
                case (JobState.Connecting, JobSignal.Fail):
                    _state = JobState.TransientError;
                    _timer.Change(RetryLoad.Delay, Timeout.InfiniteTimeSpan);
                    break;
                case (JobState.TransientError, JobSignal.RetryDue):
                    _state = JobState.Queued;
                    break;
                default:
                    throw new InvalidOperationException($"{signal} in {_state}");
            }
        }
    }
}
