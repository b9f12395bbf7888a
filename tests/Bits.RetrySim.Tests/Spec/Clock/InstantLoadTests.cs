using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>Many jobs at one instant are no circle, and a circle is none the less found.</summary>
[Trait("Decision", "D-4")]
[Trait("Runs", "Once")]
public sealed class InstantLoadTests
{
    private const int Many = 50_000;

    [Theory]
    [InlineData(BackgroundCopyJobPriority.Foreground)]
    [InlineData(BackgroundCopyJobPriority.Normal)]
    public void Advance_VeryManyJobsFailAndAreRetriedAtOneInstant_AreNoCircle(BackgroundCopyJobPriority priority)
    {
        using BitsSimulation bits = Make();
        BackgroundCopyJob[] jobs = Jobs(bits.Manager, "/gone.zip", priority, job => job.MinimumRetryDelay = TimeSpan.FromSeconds(60), host: "nowhere.example");

        bits.Clock.Advance(TimeSpan.FromSeconds(130));

        jobs.Should().OnlyContain(job => job.RetryStatus.Attempts == 3);
    }

    [Fact]
    public void Advance_VeryManyJobsDoSeveralThingsAtOneInstant_AreNoCircle()
    {
        using BitsSimulation bits = Make();
        int told = 0;
        BackgroundCopyCallback callback = new() { JobTransferred = _ => told++ };
        BackgroundCopyJob[] jobs = Jobs(bits.Manager, "/a.zip", BackgroundCopyJobPriority.Foreground, job => job.NotifyInterface = callback);

        bits.Clock.Advance(TimeSpan.Zero);

        told.Should().Be(Many);
        jobs.Should().OnlyContain(job => job.State == BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public void Advance_VeryManyBackgroundJobsHaveTheirTurnsAtOneInstant_AreNoCircle()
    {
        using BitsSimulation bits = Make();
        int told = 0;
        BackgroundCopyCallback callback = new() { JobError = (_, _) => told++ };
        Jobs(bits.Manager, "/gone.zip", BackgroundCopyJobPriority.Normal, job => job.NotifyInterface = callback);

        bits.Clock.Advance(TimeSpan.Zero);

        told.Should().Be(Many);
    }

    [Fact]
    public void Tick_VeryManyJobsOnAnotherProvider_NoInstantIsPutOff()
    {
        FakeTimeProvider time = new();
        SimulatedNetwork network = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = time, Transport = network, DefaultOwner = BackgroundCopyUser.LocalSystem });
        BackgroundCopyJob[] jobs = Jobs(manager, "/a", BackgroundCopyJobPriority.Foreground, _ => { }, host: "nowhere.example");

        time.Advance(TimeSpan.FromMilliseconds(1));
        time.Advance(TimeSpan.FromSeconds(600));

        jobs.Select(job => job.RetryStatus.Since).Distinct().Should().Equal(TimeSpan.FromSeconds(600));
    }

    [Fact]
    public void Tick_CircleOnAnotherProvider_StandsInTheEventLogToo()
    {
        FakeTimeProvider time = new();
        SimulatedNetwork network = new();
        network.Host("cdn.example");
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            TimeProvider = time,
            Transport = network,
            RecordEvents = true,
            MaximumEntriesPerInstant = 100,
        });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://cdn.example/gone", "/gone");
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (failed, _) => failed.Resume() };
        job.Resume();

        time.Advance(TimeSpan.FromMilliseconds(1));

        manager.EventLog.Events.First(entry => entry.Kind == JobEventKind.Hint && entry.Hint.StartsWith("More than 100", StringComparison.Ordinal))
            .Should().Match<JobEvent>(entry => entry.Job == 1 && entry.Hint.Contains("job 1"));
    }

    [Theory]
    [InlineData(100, "job 1 (Turn)")]
    [InlineData(101, "job 2 (Report)")]
    [InlineData(102, "job 2 (JobNotification)")]
    public void Advance_CircleBesideAnotherJob_NamesTheJobOfTheEntry(int limit, string named)
    {
        using BitsSimulation bits = new(options => options.MaximumEntriesPerInstant = limit);
        bits.Network.Host("cdn.example");
        BackgroundCopyJob other = bits.Manager.CreateJob("other");
        other.AddFile("https://nowhere.example/a", "/a");
        BackgroundCopyJob circling = bits.Manager.CreateJob("circling");
        circling.AddFile("https://cdn.example/gone", "/gone");
        circling.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (failed, _) =>
            {
                failed.Resume();
                // The last step that anything took is another job's; the entry that is one too many is not.
                other.Description = "touched";
            },
        };
        circling.Resume();

        bits.Clock.Invoking(clock => clock.Advance(TimeSpan.Zero)).Should().Throw<InvalidOperationException>().WithMessage($"*the last to {named}.*", "a turn is nobody's: the last step is told");
    }

    private static BitsSimulation Make()
    {
        BitsSimulation bits = new(options =>
        {
            options.RecordEvents = false;
            options.DefaultOwner = BackgroundCopyUser.LocalSystem;
        });
        bits.Network.Host("cdn.example").Resource("/a.zip", 10);
        return bits;
    }

    private static BackgroundCopyJob[] Jobs(
        BackgroundCopyManager manager, string path, BackgroundCopyJobPriority priority, Action<BackgroundCopyJob> configure, string host = "cdn.example")
    {
        BackgroundCopyJob[] jobs = new BackgroundCopyJob[Many];
        for (int i = 0; i < Many; i++)
        {
            jobs[i] = manager.CreateJob("job");
            jobs[i].AddFile($"https://{host}{path}", "/a");
            jobs[i].Priority = priority;
            configure(jobs[i]);
        }

        foreach (BackgroundCopyJob job in jobs)
        {
            job.Resume();
        }

        return jobs;
    }
}
