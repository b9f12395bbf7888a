namespace Bits.RetrySim.Tool.Tests;

/// <summary>Stories of thousands of failures: what is found out of them, and at what cost.</summary>
public sealed class LongStoryTests
{
    private static readonly DateTimeOffset Start = new(2025, 3, 14, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Ten times as many failures allocate some ten times as much, not a hundred times: nothing goes through all of them for each.</summary>
    [Fact]
    public void Reconstruction_OfThousandsOfFailures_CostsInProportion()
    {
        Play(100);
        long few = AllocatedBy(500), many = AllocatedBy(5_000);

        many.Should().BeLessThan(20 * few);

        static long AllocatedBy(int failures)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Play(failures);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    /// <summary>Of one instant: first what the service stopped, then its starts, then what it lets begin.</summary>
    [Fact]
    public void OfLog_ServiceStarts_StandInTheirPlaces()
    {
        LoggedEvent[] events =
        [
            New(LoggedEvent.JobCreated, 0), New(LoggedEvent.TransferStarted, 10), New(LoggedEvent.TransferStopped, 20) with { Code = LoggedEvent.StoppedFromThisSide },
            New(LoggedEvent.TransferStarted, 20), New(LoggedEvent.TransferFailed, 30) with { Code = HResults.BG_E_HTTP_ERROR_503 }, New(LoggedEvent.TransferStarted, 40),
        ];

        JobStory story = JobStory.OfLog(events, [At(0), At(20), At(35), At(35), At(40), At(50)])!;

        story.Steps.Select(step => (step.At, step.Kind)).Should().Equal(
            (At(0), StoryStepKind.Created), (At(10), StoryStepKind.Began), (At(20), StoryStepKind.Stopped), (At(20), StoryStepKind.ServiceStarted), (At(20), StoryStepKind.Began),
            (At(30), StoryStepKind.Ended), (At(35), StoryStepKind.ServiceStarted), (At(35), StoryStepKind.ServiceStarted), (At(40), StoryStepKind.ServiceStarted), (At(40), StoryStepKind.Began));
    }

    [Fact]
    public void Story_Sign_IsFoundFromOneInstantToAnother()
    {
        JobStory story = JobStory.OfLog([New(LoggedEvent.JobCreated, 0), New(LoggedEvent.TransferStarted, 10), New(LoggedEvent.TransferStarted, 20)], [])!;

        story.HasSign(At(10), At(10)).Should().BeTrue();
        story.HasSign(At(11), At(20)).Should().BeTrue();
        story.HasSign(At(11), At(19)).Should().BeFalse();
        story.HasSign(At(21), At(99)).Should().BeFalse();
    }

    private static void Play(int failures)
    {
        IEnumerable<LoggedEvent> attempts = Enumerable.Range(1, failures).SelectMany(i => new[]
        {
            New(LoggedEvent.TransferStarted, 60 * i), New(LoggedEvent.TransferFailed, 60 * i) with { Code = HResults.BG_E_HTTP_ERROR_503 },
        });
        JobStory story = JobStory.OfLog([New(LoggedEvent.JobCreated, 0), .. attempts], [])!;
        ObservedSettings settings = ObservedSettings.Of(null, story);
        using Reconstruction run = Reconstruction.Of(story, "long", settings);
        run.ErrorCount.Should().BePositive();
    }

    private static DateTimeOffset At(int seconds) => Start.AddSeconds(seconds);

    private static LoggedEvent New(int number, int seconds) => new(number, At(seconds)) { Url = "https://cdn.example/a", Bytes = 0, Size = 1000 };
}
