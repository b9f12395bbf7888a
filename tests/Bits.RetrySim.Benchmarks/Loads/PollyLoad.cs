using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.Retry;

namespace Bits.RetrySim.Benchmarks;

/// <summary>Polly: one pipeline with a constant delay, a delegate per job, errors as results (no exceptions), on a FakeTimeProvider.</summary>
internal sealed class PollyLoad : IRetryLoad
{
    private readonly FakeTimeProvider _time = new();
    private readonly Job[] _jobs;

    internal PollyLoad(int jobs)
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions<int>
            {
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Result == RetryLoad.Status),
                BackoffType = DelayBackoffType.Constant,
                Delay = RetryLoad.Delay,
                MaxRetryAttempts = int.MaxValue,
            })
            .Build();
        _jobs = new Job[jobs];
        for (int i = 0; i < jobs; i++)
        {
            Job job = new();
            job.Execution = pipeline.ExecuteAsync(job.Attempt).AsTask();
            _jobs[i] = job;
        }
    }

    public IEnumerable<long> Attempts => _jobs.Select(job => job.Attempts);

    public void Run(int rounds)
    {
        // One Advance over several delays would fire each timer once only: FakeTimeProvider shows the end of the Advance to all of them.
        for (int round = 0; round < rounds; round++)
        {
            _time.Advance(RetryLoad.Delay);
        }
    }

    private sealed class Job
    {
        internal long Attempts { get; private set; }

        internal Task<int>? Execution { get; set; }

        internal ValueTask<int> Attempt(CancellationToken cancellationToken)
        {
            Attempts++;
            return ValueTask.FromResult(RetryLoad.Status);
        }
    }
}
