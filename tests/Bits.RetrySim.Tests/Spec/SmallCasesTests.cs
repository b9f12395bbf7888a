namespace Bits.RetrySim.Tests;

/// <summary>Whole small stories, each told by its instants: 8,000,000 bit/s, one file, resumed at 0.</summary>
public sealed class SmallCasesTests : IDisposable
{
    private const string Url = "https://cdn.example/pkg.bin";

    private readonly BitsSimulation _b = new();

    public SmallCasesTests() => _b.Network.BitsPerSecond = 8_000_000;

    public void Dispose() => _b.Dispose();

    [Fact]
    [Trait("Rule", "NET-9")]
    [Trait("Rule", "OQ-39")]
    public void GameMode_ForegroundJob_IsBlockedUntilItEnds()
    {
        BackgroundCopyJob job = Resume(60_000_000, foreground: true);
        At(seconds: 10);
        _b.Environment.GameMode = true;
        At(seconds: 10);

        (job.State, job.Error!.Code).Should().Be((BackgroundCopyJobState.TransientError, unchecked((int)0x8020006F)));
        At(seconds: 30);
        _b.Environment.GameMode = false;
        At(seconds: 30);
        job.State.Should().Be(BackgroundCopyJobState.Transferring);
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void Fails_RequestsFromFiveMinutesOn_TheBodyThatFlowsArrives()
    {
        BackgroundCopyJob job = Resume(600_000_000);
        At(seconds: 300);
        _b.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(403));
        At(seconds: 600);

        job.Times.TransferCompletionTime.Should().Be(job.Times.CreationTime.AddMinutes(10));
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void Fails_RequestsFromFiveMinutesOnAndADrop_TheNextRequestFailsForGood()
    {
        BackgroundCopyJob job = Resume(600_000_000, resource => resource.DropsAt(350_000_000, once: true));
        At(seconds: 300);
        _b.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(403));

        At(seconds: 350);
        (job.State, job.Error!.Code).Should().Be((BackgroundCopyJobState.TransientError, unchecked((int)0x80072EFE)));
        At(seconds: 950);
        (job.State, job.Error!.Code).Should().Be((BackgroundCopyJobState.Error, HResults.BG_E_HTTP_ERROR_403));
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void ChangesAt_WhileTheJobWaits_TheBytesAreDiscardedAtTheNextAttempt()
    {
        Resume(100_000_000, resource => resource
            .DropsAt(60_000_000, once: true)
            .ChangesAt(TimeSpan.FromMinutes(5), 100_000_000, DateTimeOffset.UnixEpoch));
        At(seconds: 12 * 60);

        JobEvent entry = _b.EventLog.Events.Single(entry => entry.DiscardedBytes > 0);
        (entry.Instant, entry.DiscardedBytes).Should().Be((TimeSpan.FromMinutes(11), 60_000_000));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Rule", "ERR-24")]
    [Trait("Rule", "OQ-40")]
    [Trait("Rule", "RETRY-28")]
    public void Start_ServerLacksLengthOrRanges_IsAskedFourTimesAndThenFails(bool lacksLength)
    {
        BackgroundCopyJob job = Resume(60_000_000, resource => _ = lacksLength ? resource.WithoutContentLength() : resource.WithoutRanges());
        At(seconds: 0);

        int code = lacksLength ? HResults.BG_E_MISSING_FILE_SIZE : HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT;
        (job.State, job.Error!.Code, _b.Network.RequestCount).Should().Be((BackgroundCopyJobState.Error, code, 4));
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void WithoutTimeStamp_WhileTheJobWaits_TheFileBeginsAgain()
    {
        Resume(100_000_000, resource => resource.DropsAt(50_000_000, once: true));
        At(seconds: 60);
        _b.Network.Host("cdn.example").Resource("/pkg.bin").WithoutTimeStamp();
        At(seconds: 12 * 60);

        JobEvent entry = _b.EventLog.Events.Single(entry => entry.Kind == JobEventKind.FileRestarted);
        (entry.Instant, entry.DiscardedBytes).Should().Be((TimeSpan.FromSeconds(650), 50_000_000));
    }

    [Fact]
    [Trait("Rule", "CLOCK-5")]
    public void Sleep_EightHoursWhileBytesFlow_LosesTheConnectionAndNoByte()
    {
        BackgroundCopyJob job = Resume(60_000_000);
        At(seconds: 10);
        _b.Clock.Sleep(TimeSpan.FromHours(8));

        (job.State, job.Error!.Code, job.Progress.BytesTransferred).Should().Be((BackgroundCopyJobState.TransientError, unchecked((int)0x80072EFE), 10_000_000));
        _b.Clock.Elapsed.Should().Be(new TimeSpan(8, 0, 10));
        job.RetryStatus.NextAttemptAt.Should().Be(new TimeSpan(8, 10, 10));
    }

    [Fact]
    [Trait("Rule", "LIFE-3")]
    [Trait("Rule", "FILE-6")]
    public void LogOff_ThenANewJob_StaysSuspendedAndEmpty()
    {
        BackgroundCopyUser owner = new("anna");
        _b.Environment.LogOff(owner);
        BackgroundCopyJob job = _b.Manager.CreateJob("job", BackgroundCopyJobType.Download, owner);

        job.Invoking(late => late.AddFile(Url, @"C:\in\pkg.bin")).Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x800704DD));
        (job.State, job.Files.Count).Should().Be((BackgroundCopyJobState.Suspended, 0));
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    public void JobModification_Alone_TellsTheEnd()
    {
        List<(BackgroundCopyJobState State, long Bytes)> seen = [];
        BackgroundCopyJob job = Job(20_000_000);
        job.NotifyFlags = BackgroundCopyNotifications.JobModification;
        job.MinimumNotificationInterval = TimeSpan.FromSeconds(0.5);
        job.NotifyInterface = new BackgroundCopyCallback { JobModification = changed => seen.Add((changed.State, changed.Progress.BytesTransferred)) };
        job.Resume();
        At(seconds: 60);

        seen.Should().Contain(look => look.State == BackgroundCopyJobState.Transferred || look.Bytes == 20_000_000);
    }

    [Fact]
    [Trait("Rule", "FILE-4")]
    [Trait("Rule", "ERR-29")]
    public void AddFile_DriveOfThisMachine_IsFetchedOrMissing()
    {
        _b.Network.LocalSource(@"C:\depot\b.bin", 1);
        BackgroundCopyJob there = _b.Manager.CreateJob("there");
        there.AddFile(@"C:\depot\b.bin", @"C:\local\b.bin");
        there.Resume();
        At(seconds: 0);
        BackgroundCopyJob missing = _b.Manager.CreateJob("missing");
        missing.AddFile(@"C:\depot\a.bin", @"C:\local\a.bin");
        missing.Resume();
        At(seconds: 0);

        there.State.Should().Be(BackgroundCopyJobState.Transferred);
        (missing.State, missing.Error!.Code, missing.Error.Context, missing.Error.Protocol).Should()
            .Be((BackgroundCopyJobState.Error, unchecked((int)0x80070002), BackgroundCopyErrorContext.RemoteFile, "file"));
    }

    private void At(double seconds) => _b.Clock.AdvanceTo(TimeSpan.FromSeconds(seconds));

    private BackgroundCopyJob Resume(long size, Action<SimulatedResource>? script = null, bool foreground = false)
    {
        BackgroundCopyJob job = Job(size, script);
        job.Priority = foreground ? BackgroundCopyJobPriority.Foreground : job.Priority;
        job.Resume();
        return job;
    }

    private BackgroundCopyJob Job(long size, Action<SimulatedResource>? script = null)
    {
        SimulatedResource resource = _b.Network.Host("cdn.example").Resource("/pkg.bin", size);
        script?.Invoke(resource);
        BackgroundCopyJob job = _b.Manager.CreateJob("job");
        job.AddFile(Url, @"C:\in\pkg.bin");
        return job;
    }
}
