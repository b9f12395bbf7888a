namespace Bits.RetrySim.Tests;

/// <summary>Running until a job has come somewhere, and what is said when it has not.</summary>
public sealed class RunToOutcomeTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void RunToOutcome_FilesArrive_IsTransferredAtThatInstant()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _bits.Network.Host("cdn.example").Resource("/a", 60_000);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");

        _bits.RunToOutcome(job, Hour).Should().Be(BackgroundCopyJobState.Transferred);

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void RunToOutcome_FatalError_IsErrorAndNoFailureOfTheTest()
    {
        _bits.Network.Host("cdn.example").Fails(404);

        _bits.RunToOutcome(Resumed("https://cdn.example/a"), Hour).Should().Be(BackgroundCopyJobState.Error);
    }

    [Fact]
    public void RunToOutcome_CallbackCompletesAtOnce_IsTheFirstOutcome()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };

        _bits.RunToOutcome(job, Hour).Should().Be(BackgroundCopyJobState.Transferred);

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged, "the callback belongs to the same instant");
    }

    [Fact]
    public void RunToOutcome_OutageOutlastsTheLimit_SaysStateStatusAndLastAttempts()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1).Fails(503);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");

        string message = Failure(() => _bits.RunToOutcome(job, Hour + TimeSpan.FromMinutes(1)));

        message.Should().Be(
            """
            Job 1 "update" has come to no outcome (Transferred, Error, Acknowledged or Cancelled) within 01:01:00: it is TransientError at +01:01:00.
              Waits for the retry delay since +01:00:00 after HTTP 503 (0x801901F7), attempt 7; next attempt at +01:10:00, gives up at +14.00:00:00, cancelled by policy at +90.00:00:00.
              Its last 5 of 7 attempts:
                attempt 3 at +00:20:00 failed: HTTP status 503: Service Unavailable (0x801901F7)
                attempt 4 at +00:30:00 failed: HTTP status 503: Service Unavailable (0x801901F7)
                attempt 5 at +00:40:00 failed: HTTP status 503: Service Unavailable (0x801901F7)
                attempt 6 at +00:50:00 failed: HTTP status 503: Service Unavailable (0x801901F7)
                attempt 7 at +01:00:00 failed: HTTP status 503: Service Unavailable (0x801901F7)
            """.ReplaceLineEndings("\n"));
        _bits.Clock.Elapsed.Should().Be(Hour + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void RunToOutcome_HostMistyped_HintsAtBothNames()
    {
        _bits.Network.Host("cdn.exmaple").Outage(TimeSpan.Zero, Hour, SimulatedFault.NoAnswer);
        BackgroundCopyJob job = Resumed("https://alice:hunter2@cdn.example/a?sig=hunter2");

        string message = Failure(() => _bits.RunToOutcome(job, Hour));

        message.Should().Contain("cdn.example is not in the script, but cdn.exmaple is")
            .And.Contain("network.Host(\"cdn.example\").Resource(\"/a\"", "the hint of the network is told, too")
            .And.Contain("Nothing ever asked cdn.exmaple for a file")
            .And.NotContainAny("hunter2", "alice");
    }

    [Fact]
    public void RunToOutcome_NeverResumed_HintsAtResume()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1);
        BackgroundCopyJob job = _bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/a", "/a");

        Failure(() => _bits.RunToOutcome(job, Hour)).Should().Contain("it is Suspended at +01:00:00").And.Contain("Job 1 was not resumed. Call Resume");
    }

    [Fact]
    public void RunToOutcome_NoFilesOrSuspendedLater_HintsAtThat()
    {
        BackgroundCopyJob empty = _bits.Manager.CreateJob("update");
        BackgroundCopyJob stopped = Resumed("https://cdn.example/a");
        _bits.Clock.Advance(TimeSpan.FromMinutes(1));
        stopped.Suspend();

        Failure(() => _bits.RunToOutcome(empty, Hour)).Should().Contain("Job 1 has no files. Call AddFile");
        Failure(() => _bits.RunToOutcome(stopped, Hour)).Should().Contain("Job 2 was suspended. It goes on when Resume is called");
    }

    [Fact]
    public void RunToOutcome_DoubtfulSettings_AreAmongTheHints()
    {
        _bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");
        job.NoProgressTimeout = TimeSpan.FromDays(1);
        job.MinimumRetryDelay = TimeSpan.FromDays(2);

        Failure(() => _bits.RunUntil(job, BackgroundCopyJobState.Transferred, Hour)).Should().Contain(job.CheckSettings()[0].Message);
    }

    [Fact]
    public void RunToOutcome_EventsNotRecorded_SaysHowToHaveThem()
    {
        using BitsSimulation bits = new(options => options.RecordEvents = false);
        bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = Resumed("https://cdn.example/a", bits);

        Failure(() => bits.RunToOutcome(job, Hour)).Should().Contain("attempt 7").And.Contain("RecordEvents");
    }

    [Fact]
    public void RunToOutcome_CallbackThrows_ThrowsThat()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = _ => throw new FormatException() };

        _bits.Invoking(bits => bits.RunToOutcome(job, TimeSpan.Zero)).Should().Throw<FormatException>();
    }

    [Fact]
    public void RunToOutcome_ManagerDisposedMeanwhile_ThrowsAtTheLimit()
    {
        BackgroundCopyJob job = Resumed("https://cdn.example/a");
        _bits.At(TimeSpan.FromMinutes(1), _bits.Dispose);

        Failure(() => _bits.RunToOutcome(job, Hour)).Should().StartWith("Job 1 \"update\" has come to no outcome");
        _bits.Invoking(bits => bits.RunToOutcome(job, Hour)).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void RunUntil_StatePassedWithinOneInstant_IsReached()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };

        _bits.RunUntil(job, BackgroundCopyJobState.Transferred, Hour);

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
        _bits.Clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void RunUntil_FinalStateInBetween_ThrowsThereAndSaysSo()
    {
        BackgroundCopyJob job = Resumed("https://cdn.example/a");
        _bits.At(TimeSpan.FromMinutes(1), () => job.Cancel());

        Failure(() => _bits.RunUntil(job, BackgroundCopyJobState.Transferred, Hour))
            .Should().StartWith("Job 1 \"update\" has not been Transferred and cannot be any more: it is Cancelled at +00:01:00.");
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void RunUntil_JobIsThereAlready_RunsNothing()
    {
        BackgroundCopyJob job = Resumed("https://cdn.example/a");

        _bits.RunUntil(job, BackgroundCopyJobState.Queued, Hour);

        job.Attempts.Should().Be(0);
    }

    [Fact]
    public void RunUntil_FatalError_SaysWhatAndThatOnlyResumeHelps()
    {
        _bits.Network.Host("cdn.example").Fails(404);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");

        Failure(() => _bits.RunUntil(job, BackgroundCopyJobState.Transferred, Hour))
            .Should().Contain("Job 1 has failed for good: ").And.Contain("0x80190194").And.Contain("before Resume is called");
    }

    [Fact]
    public void RunUntil_ConditionHolds_StopsThere()
    {
        _bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");

        _bits.RunUntil(() => job.ErrorCount == 3, Hour);

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void RunUntil_ConditionDoesNotHold_NamesItAndTellsOfTheJobs()
    {
        _bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = Resumed("https://cdn.example/a");

        string message = Failure(() => _bits.RunUntil(
            () => job.ErrorCount ==
                100,
            Hour));

        message.Should().StartWith("Within 01:00:00, up to +01:00:00, this did not hold: () => job.ErrorCount == 100\nJob 1 \"update\" is TransientError.\n  Waits for the retry delay")
            .And.Contain("attempt 7 at +01:00:00 failed");
    }

    [Fact]
    public void RunUntil_ConditionWithNoJob_SaysSo() =>
        Failure(() => _bits.RunUntil(() => false, Hour, "https://u:secret@host/a?b\nis\there"))
            .Should().Be("Within 01:00:00, up to +01:00:00, this did not hold: https://...@host/a?... is here\nNo job is left, or was ever made.");

    [Fact]
    public void RunUntil_VeryMuchToTell_IsBoundedAndOnOneLineEach()
    {
        string evil = new string('n', 200) + "\u202E\n\u001b[31m";
        for (int i = 0; i < 50; i++)
        {
            _bits.Network.Host($"h{i}.example").Fails(503);
            BackgroundCopyJob job = _bits.Manager.CreateJob(evil);
            job.AddFile($"https://nobody{i}.example/{new string('a', 250)}", "/a");
            job.Resume();
        }

        string message = Failure(() => _bits.RunUntil(() => false, Hour, new string('c', 10_000)));

        string[] lines = message.Split('\n');
        lines.Should().HaveCountLessThan(50).And.OnlyContain(line => line.Length <= 410);
        message.Where(character => character != '\n' && (char.IsControl(character) || character == '\u202E')).Should().BeEmpty();
        message.Should().Contain("And 47 more jobs.");
    }

    private static string Failure(Action run) => FluentActions.Invoking(run).Should().Throw<NotReachedException>().Which.Message;

    private BackgroundCopyJob Resumed(string url, BitsSimulation? bits = null)
    {
        BackgroundCopyJob job = (bits ?? _bits).Manager.CreateJob("update");
        job.AddFile(url, "/a");
        job.Resume();
        return job;
    }
}
