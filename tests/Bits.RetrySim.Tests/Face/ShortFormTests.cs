namespace Bits.RetrySim.Tests;

/// <summary>Members that people look for first.</summary>
public sealed class ShortFormTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 1, 30, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Attempts_TwoFailedAndOneDue_IsTheNumberInTheStatus()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", "/a");
        int before = job.Attempts;
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromMinutes(15));

        before.Should().Be(0);
        job.Attempts.Should().Be(2).And.Be(job.RetryStatus.Attempts);
    }

    [Theory]
    [InlineData("https://CDN.example/a b?x=%41#part")]
    [InlineData("https://user:secret@cdn.example:8080/a")]
    [InlineData(@"C:\depot\a.bin")]
    [InlineData(@"\\server\share\a.bin")]
    [Trait("Rule", "FILE-4")]
    public void AddFile_Uri_TakesTheTextOfWhichTheUriWasMade(string remoteName)
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");

        BackgroundCopyFile file = job.AddFile(new Uri(remoteName), @"C:\a");

        file.RemoteName.Should().Be(remoteName);
        job.Files.Should().Equal(file);
    }

    [Fact]
    [Trait("Rule", "FILE-4")]
    public void AddFile_UriMadeOfTwoParts_TakesBoth()
    {
        using BitsSimulation bits = new();

        BackgroundCopyFile file = bits.Manager.CreateJob("job").AddFile(new Uri(new Uri("https://cdn.example/pub/"), "a.zip"), "/a");

        file.RemoteName.Should().Be("https://cdn.example/pub/a.zip");
    }

    [Fact]
    [Trait("Rule", "FILE-1")]
    public void AddFileSet_FilesBefore_ReturnsThoseThatWereAdded()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        BackgroundCopyFile first = job.AddFile("https://cdn.example/0", "/0");

        IReadOnlyList<BackgroundCopyFile> added = job.AddFileSet([new("https://cdn.example/1", "/1"), new("https://cdn.example/2", "/2")]);

        added.Select(file => file.LocalName).Should().Equal("/1", "/2");
        job.Files.Should().Equal([first, .. added]);
    }

    [Fact]
    [Trait("Rule", "FILE-23")]
    public void TryGetJob_JobThatIsThereAndEnds_FindsItUntilThen()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        bool isFound = bits.Manager.TryGetJob(job.Id, out BackgroundCopyJob? found);

        job.Cancel();

        (isFound, found).Should().Be((true, job));
        bits.Manager.TryGetJob(job.Id, out BackgroundCopyJob? ended).Should().BeFalse();
        ended.Should().BeNull();
    }

    [Fact]
    public void TryGetJob_ManagerDisposed_Throws()
    {
        BitsSimulation bits = new();
        bits.Dispose();

        FluentActions.Invoking(() => bits.Manager.TryGetJob(Guid.Empty, out _)).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void EventLog_Enumerated_GivesTheEventsUpToNow()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        List<JobEvent> seen = [];

        foreach (JobEvent entry in bits.EventLog)
        {
            seen.Add(entry);
            job.DisplayName = "made while they are enumerated";
        }

        seen.Should().NotBeEmpty().And.Equal(bits.EventLog.Events.Take(seen.Count));
        bits.EventLog.Should().HaveCount(2 * seen.Count);
    }

    [Fact]
    public void BitsSimulation_Start_IsWhatTheWallClockShowsAtZero()
    {
        using BitsSimulation bits = new(start: Start);

        bits.Clock.GetUtcNow().Should().Be(Start);
        bits.Clock.Elapsed.Should().Be(TimeSpan.Zero);
        bits.Manager.CreateJob("job").Times.CreationTime.Should().Be(Start);
    }
}
