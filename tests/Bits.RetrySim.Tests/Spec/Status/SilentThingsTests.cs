namespace Bits.RetrySim.Tests;

/// <summary>What happens to a job unseen by its client, and bears on what comes next: the status tells of it, or a hint does.</summary>
public sealed class SilentThingsTests : IDisposable
{
    private const string Url = "http://h/pkg.bin";

    private readonly BitsSimulation _bits = new();
    private readonly SimulatedHost _host;

    public SilentThingsTests()
    {
        _bits.Network.BitsPerSecond = 8_000_000;
        _host = _bits.Network.Host("h");
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "MAXT-1")]
    public void RetryStatus_MaximumDownloadTimeNearlyUsedUp_NamesWhatIsLeft()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _host.Resource("/pkg.bin", 1_000_000).DropsAt(240_000, once: true);
        BackgroundCopyJob job = Job();
        job.MaximumDownloadTime = TimeSpan.FromMinutes(5);
        job.Resume();
        job.RetryStatus.DownloadTimeLeft.Should().Be(TimeSpan.FromMinutes(5), "it waits for its turn");
        _bits.Clock.Advance(TimeSpan.FromMinutes(2));
        job.RetryStatus.DownloadTimeEndsAt.Should().Be(TimeSpan.FromMinutes(5));

        _bits.Clock.AdvanceTo(TimeSpan.FromMinutes(5));

        (job.State, job.RetryStatus.DownloadTimeLeft).Should().Be((BackgroundCopyJobState.TransientError, TimeSpan.FromSeconds(60)));
        job.RetryStatus.ToString().Should().Contain("00:01:00 of its maximum download time left");
        using StringWriter text = new();
        _bits.Timeline().WriteText(text);
        text.ToString().Should().Contain("maximum download time over at +15 min");
        _bits.Clock.AdvanceTo(TimeSpan.FromMinutes(14));
        job.RetryStatus.ToString().Should().Contain("maximum download time over at +00:15:00");
        _bits.Clock.AdvanceTo(TimeSpan.FromMinutes(15));
        (job.State, job.Error!.Code).Should().Be((BackgroundCopyJobState.Error, HResults.BG_E_MAXDOWNLOAD_TIMEOUT));
    }

    [Theory]
    [Trait("Rule", "MAXT-1")]
    [InlineData(599, null)]
    [InlineData(600, null)]
    [InlineData(601, null)]
    [InlineData(661, 60)]
    public void RetryStatus_NoProgressDeadlineComesFirst_DoesNotNameTheDownloadTime(int timeout, int? left)
    {
        _bits.Network.BitsPerSecond = 8_000;
        _host.Resource("/pkg.bin", 1_000_000).DropsAt(240_000);
        BackgroundCopyJob job = Job();
        job.MaximumDownloadTime = TimeSpan.FromMinutes(5);
        job.NoProgressTimeout = TimeSpan.FromSeconds(timeout);
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromMinutes(4));

        job.RetryStatus.DownloadTimeLeft.Should().Be(left is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    [Fact]
    [Trait("Rule", "RETRY-5")]
    public void Resume_TenTimesInARow_IsHintedAtOnce()
    {
        _host.Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = Job();
        job.Resume();
        for (int resume = 1; resume <= 25; resume++)
        {
            _bits.Clock.Advance(TimeSpan.FromMinutes(1));
            job.Resume();
            Hints().Should().HaveCount(resume < 10 ? 0 : 1);
        }

        Hints().Single().Should().Contain("10 times");
    }

    [Fact]
    [Trait("Rule", "RETRY-5")]
    public void Resume_WithAByteOrARetryInBetween_BeginsANewSeries()
    {
        _host.Resource("/pkg.bin", 60_000_000).Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = Job();
        job.Resume();
        for (int round = 0; round < 5; round++)
        {
            ResumeEightTimes(job);
            if (round % 2 == 0)
            {
                _bits.Clock.Advance(job.MinimumRetryDelay);
            }
            else
            {
                _host.Resource("/pkg.bin").Fails(SimulatedFault.DropAfter(1));
                _bits.Clock.Advance(TimeSpan.Zero);
                job.Resume();
                _bits.Clock.Advance(TimeSpan.FromSeconds(1));
                _host.Resource("/pkg.bin").Fails(SimulatedFault.HttpStatus(503));
            }
        }

        Hints().Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "FILE-5")]
    [InlineData(@"C:\in\a.zip", @"c:\IN\A.zip", true)]
    [InlineData(@"C:\in\a.zip", @"C:/in//a.zip", true)]
    [InlineData(@"\\server\share\a", @"\\SERVER\share\A", true)]
    [InlineData("/in/a.zip", "/in/A.zip", false)]
    [InlineData(@"C:\in\a.zip", @"C:\in\b.zip", false)]
    public void AddFile_LocalNameOfAnotherUnfinishedJob_IsHintedAt(string first, string second, bool same)
    {
        _bits.Manager.CreateJob("first").AddFile(Url, first);
        _bits.Manager.CreateJob("second").AddFile(Url, second);

        Hints().Should().HaveCount(same ? 1 : 0);
        Hints().Should().NotContain(hint => !hint.StartsWith("File 1 has the local name of file 1 of job 1"));
    }

    [Fact]
    [Trait("Rule", "FILE-5")]
    public void AddFile_LocalNameOfSeveralJobs_StillFindsOneWhenAnotherIsOver()
    {
        BackgroundCopyJob[] jobs = [.. Enumerable.Range(0, 4).Select(_ => _bits.Manager.CreateJob("job"))];
        jobs[0].AddFile(Url, @"C:\a");
        jobs[1].AddFile(Url, @"C:\a");
        jobs[2].AddFile(Url, @"C:\a");
        Hints()[^1].Should().Contain("and of 1 more jobs");
        jobs[0].Cancel();
        jobs[1].Cancel();
        jobs[3].AddFile(Url, @"C:\a");

        Hints()[^1].Should().StartWith("File 1 has the local name of file 1 of job 3");
    }

    [Fact]
    [Trait("Rule", "RETRY-5")]
    public void Resume_TenTimesWhileTheTimerIsKept_DoesNotSayThatItBeginsAnew()
    {
        using BitsSimulation bits = new(options => options.Readings.ResumeKeepsNoProgressTimer = true);
        bits.Network.Host("h").Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile(Url, @"C:\a");
        job.Resume();
        for (int resume = 0; resume < 10; resume++)
        {
            bits.Clock.Advance(TimeSpan.FromMinutes(1));
            job.Resume();
        }

        bits.EventLog.Events.Single(entry => entry.Hint.StartsWith("The client has resumed", StringComparison.Ordinal)).Hint.Should().NotContain("anew");
    }

    [Fact]
    [Trait("Rule", "FILE-5")]
    public void AddFile_LocalNameOfTheSameJobOrOfAFinishedOne_TellsWhich()
    {
        BackgroundCopyJob over = _bits.Manager.CreateJob("over");
        over.AddFile(Url, @"C:\a");
        over.Cancel();
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(Url, @"C:\a");
        Hints().Should().BeEmpty("that job is over");

        job.AddFileSet([new BackgroundCopyFileInfo(Url, @"C:\b"), new BackgroundCopyFileInfo(Url, @"C:\A")]);

        Hints().Should().ContainSingle().Which.Should().Be(@"File 3 has the local name of file 1 of the same job: C:\A. The one completed last stays.");
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Timeline_FileThatBeginsAgain_TellsWhatWasDiscarded()
    {
        _host.Resource("/pkg.bin", 100_000_000).DropsAt(60_000_000, once: true).ChangesAt(TimeSpan.FromMinutes(5), 100_000_000, DateTimeOffset.UnixEpoch);
        BackgroundCopyJob job = Job();
        job.Resume();
        _bits.Clock.Advance(TimeSpan.FromHours(1));

        JobEvent entry = _bits.EventLog.Events.Single(entry => entry.Kind == JobEventKind.FileRestarted);
        (entry.Instant, entry.File, entry.Attempt, entry.DiscardedBytes).Should().Be((TimeSpan.FromMinutes(11), 1, 2, 60_000_000));
        using StringWriter text = new(), lines = new(), picture = new();
        _bits.Timeline().WriteText(text);
        _bits.Timeline().WriteJsonLines(lines);
        _bits.Timeline().WriteSvg(picture);
        text.ToString().Should().Contain("begins again, 60000000 bytes discarded").And.Contain("100 MB, 60 MB discarded");
        lines.ToString().Should().Contain("\"discardedBytes\":60000000");
        picture.ToString().Should().Contain("file begins again (+11 min)");
    }

    private void ResumeEightTimes(BackgroundCopyJob job)
    {
        for (int resume = 0; resume < 8; resume++)
        {
            job.Resume();
            _bits.Clock.Advance(TimeSpan.Zero);
        }
    }

    private BackgroundCopyJob Job()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(Url, @"C:\in\pkg.bin");
        return job;
    }

    private List<string> Hints() => [.. _bits.EventLog.Events
        .Where(entry => entry.Kind == JobEventKind.Hint && !entry.Hint.Contains("not in the script", StringComparison.Ordinal))
        .Select(entry => entry.Hint)];
}
