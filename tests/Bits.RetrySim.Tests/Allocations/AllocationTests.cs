namespace Bits.RetrySim.Tests;

/// <summary>What happens over and over allocates nothing, however often it happens.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1, 5_000)]
    [InlineData(100, 100)]
    public void Advance_OverRetryCycles_AllocatesNothing(int jobs, int cycles)
    {
        using BitsSimulation bits = Failing();
        List<BackgroundCopyJob> failing = [.. Enumerable.Range(0, jobs).Select(_ => Create(bits))];
        foreach (BackgroundCopyJob job in failing)
        {
            job.Priority = BackgroundCopyJobPriority.Foreground;
            job.NoProgressTimeout = TimeSpan.FromDays(999);
            job.Resume();
        }

        TimeSpan span = cycles * failing[0].MinimumRetryDelay;
        int rounds = 0;
        long bytes = Allocated.By(() =>
        {
            rounds++;
            bits.Clock.Advance(span);
        });

        bytes.Should().Be(0);
        failing.Should().OnlyContain(job => job.ErrorCount >= rounds * cycles && job.State == BackgroundCopyJobState.TransientError);
    }

    [Fact]
    public void Advance_OverFourteenDaysOfRetries_AllocatesNothing()
    {
        using BitsSimulation bits = Failing();
        BackgroundCopyJob job = Create(bits);
        int rounds = 0;

        long bytes = Allocated.By(() =>
        {
            rounds++;
            job.Resume();
            bits.Clock.Advance(TimeSpan.FromDays(14));
        });

        bytes.Should().Be(0);
        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.ErrorCount.Should().Be(rounds * 2017);
    }

    [Fact]
    public void Receive_OfManyReports_AllocatesNothing()
    {
        using Bench bench = new(options => options.RecordEvents = false);
        BackgroundCopyJob job = bench.CreateJob();
        ManualAttempt attempt = bench.Start(job);
        attempt.Accept(1_000_000);
        const int Reports = 1_000;
        int rounds = 0;

        long bytes = Allocated.By(() =>
        {
            rounds++;
            for (int i = 0; i < Reports; i++)
            {
                attempt.Receive(1);
            }
        });

        bytes.Should().Be(0);
        job.Progress.BytesTransferred.Should().Be(rounds * Reports);
    }

    [Fact]
    public void Advance_OverPeriodicTimers_AllocatesNothing()
    {
        SimulatedClock clock = new();
        const int Timers = 1_000;
        int fired = 0, rounds = 0;
        List<ITimer> timers = [.. Enumerable.Range(1, Timers)
            .Select(number => clock.CreateTimer(_ => fired++, null, TimeSpan.FromMilliseconds(number), TimeSpan.FromSeconds(1)))];

        long bytes = Allocated.By(() =>
        {
            rounds++;
            clock.Advance(TimeSpan.FromSeconds(1));
        });

        bytes.Should().Be(0);
        fired.Should().Be(rounds * timers.Count);
    }

    [Fact]
    public void By_WorkThatAllocates_CountsItsBytes()
    {
        byte[] made = [];

        Allocated.By(() => made = new byte[1_000]).Should().BeInRange(made.Length, made.Length + 100);
    }

    [Theory]
    [InlineData(1_000, 0)]
    [InlineData(100_000, 100_000)]
    public void By_OneRoundOfManyAllocates_CountsItWhereTheRuntimeWouldNot(int bytes, int counted)
    {
        byte[] made = [];
        int rounds = 0;

        long least = Allocated.By(() => made = ++rounds == 4 ? new byte[bytes] : made);

        least.Should().BeInRange(counted, counted == 0 ? 0 : counted + 100);
        made.Should().HaveCount(bytes);
    }

    private static BitsSimulation Failing()
    {
        BitsSimulation bits = new(options =>
        {
            options.RecordEvents = false;
            options.Policy = new GroupPolicy { MaxJobsPerUser = 100, JobInactivityTimeout = TimeSpan.FromDays(999) };
        });
        bits.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        return bits;
    }

    private static BackgroundCopyJob Create(BitsSimulation bits)
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        return job;
    }
}
