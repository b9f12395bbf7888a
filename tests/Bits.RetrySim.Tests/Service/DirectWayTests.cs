using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Many retries due at one instant, some of which come through: each job ends as it would the long way, and so does each request.</summary>
public sealed class DirectWayTests
{
    private const int Jobs = 40;
    private const int Delay = 60;

    [Theory]
    [InlineData(BackgroundCopyJobPriority.Foreground)]
    [InlineData(BackgroundCopyJobPriority.Normal)]
    public void Retries_DueAtOneInstantWithNumberedFaults_EndTheSameEitherWay(BackgroundCopyJobPriority priority)
    {
        (IReadOnlyList<string> direct, long spared) = Play(priority, takesDirectWay: true);
        (IReadOnlyList<string> ordinary, long none) = Play(priority, takesDirectWay: false);

        direct.Should().Equal(ordinary);
        none.Should().Be(0);
        if (priority == BackgroundCopyJobPriority.Foreground)
        {
            spared.Should().BeGreaterThan(Jobs, "foreground jobs do not wait for each other");
        }
    }

    [Fact]
    public void Retries_DueAtOneInstant_MeetTheNumberedFaultsInTheirOrder()
    {
        (IReadOnlyList<string> jobs, _) = Play(BackgroundCopyJobPriority.Foreground, takesDirectWay: true);

        // Requests 1 to 40 are the first attempts; 60 more fail, so that in the third round the jobs from the twenty-first on come through.
        jobs.Take(20).Should().OnlyContain(job => job.EndsWith("Transferred, 4 attempts, 3 errors", StringComparison.Ordinal));
        jobs.Skip(20).Should().OnlyContain(job => job.EndsWith("Transferred, 3 attempts, 2 errors", StringComparison.Ordinal));
    }

    private static (IReadOnlyList<string> Jobs, long Spared) Play(BackgroundCopyJobPriority priority, bool takesDirectWay)
    {
        SimulatedClock clock = new();
        SimulatedNetwork network = new();
        CountingTransport transport = new(network);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = transport, TakesDirectWay = takesDirectWay });
        SimulatedHost host = network.Host("cdn.example");
        host.OnRequests(1, 100, SimulatedFault.HttpStatus(503));
        List<BackgroundCopyJob> jobs = [];
        for (int i = 0; i < Jobs; i++)
        {
            host.Resource($"/{i}", 1000);
            BackgroundCopyJob job = manager.CreateJob("job");
            job.AddFile($"https://cdn.example/{i}", $@"C:\in\{i}");
            job.Priority = priority;
            job.MinimumRetryDelay = TimeSpan.FromSeconds(Delay);
            job.Resume();
            jobs.Add(job);
        }

        clock.RunUntil(() => jobs.TrueForAll(job => job.State == Transferred), TimeSpan.FromDays(1)).Should().BeTrue();
        return ([.. jobs.Select(job => $"job {job.Number} {job.State}, {job.RetryStatus.Attempts} attempts, {job.ErrorCount} errors")], transport.Spared);
    }
}
