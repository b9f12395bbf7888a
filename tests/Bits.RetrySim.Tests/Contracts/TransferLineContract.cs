namespace Bits.RetrySim.Tests;

/// <summary>What every line has to keep to, whatever moves the bytes. A server with a few files answers; <see cref="Play"/> lets it.</summary>
public abstract class TransferLineContract
{
    private protected const long Size = 1_000;
    private protected const long Break = 400;
    private protected const long NewSize = 500;

    private protected FakeTransferHost Manager => field ??= MakeManager();

    private protected abstract Transport Transport { get; }

    private protected TransferLine Line => Manager.Line;

    [Fact]
    public void Start_WholeFile_IsAcceptedAndCompleted()
    {
        FakeJob job = Begin(ServerFile.Whole);
        Play();

        Kinds(job).Should().StartWith("Accepted").And.EndWith("Completed").And.OnlyHaveUniqueItems();
        (job.Bytes, job.Size, job.IsRunning).Should().Be((Size, Size, false));
    }

    [Fact]
    public void Start_MissingFile_FailsWithoutBeingAccepted()
    {
        FakeJob job = Begin(ServerFile.Missing);
        Play();

        Kinds(job).Should().Equal("Failed");
        (job.LastError, job.Bytes).Should().Be((HResults.BG_E_HTTP_ERROR_404, 0));
    }

    [Fact]
    public void Start_ConnectionBreaks_FailsWithTheBytesThatCame()
    {
        FakeJob job = Begin(ServerFile.Breaks);
        Play();

        Kinds(job).Should().StartWith("Accepted").And.EndWith("Failed");
        (job.LastError, job.Bytes).Should().Be((HResults.ERROR_WINHTTP_CONNECTION_ERROR, Break));
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Start_FileBegunBefore_GoesOnFromThere()
    {
        FakeJob job = Make(ServerFile.Whole);
        long from = -1;
        job.Delivered = report => from = report.Kind == TransferReportKind.Accepted ? report.Bytes : from;
        job.Start(size: Size, offset: 300);
        Play();

        (from, job.Bytes).Should().Be((300, Size));
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Start_FileWasAnotherOne_BeginsAgain()
    {
        FakeJob job = Make(ServerFile.Whole);
        long from = -1;
        job.Delivered = report => from = report.Kind == TransferReportKind.Accepted ? report.Bytes : from;
        job.Start(size: Size + 1, offset: 300);
        Play();

        (from, job.Bytes).Should().Be((0, Size));
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Start_FileChangesUnderWay_IsRestartedAndCompleted()
    {
        FakeJob job = Begin(ServerFile.Changes);
        Play();

        Kinds(job).Should().StartWith("Accepted").And.Contain("Restarted").And.EndWith("Completed");
        (job.Bytes, job.Size).Should().Be((NewSize, NewSize));
    }

    [Fact]
    public void Received_WhileBytesCome_NeverGoesBack()
    {
        FakeJob job = Make(ServerFile.Breaks);
        List<long> bytes = [];
        job.Delivered = report => bytes.Add(report.Bytes);
        job.Start();
        Play();

        bytes.Should().BeInAscendingOrder();
    }

    [Fact]
    public void Stop_WhileRunning_NothingMoreIsReported()
    {
        FakeJob job = Begin(ServerFile.Waits);
        Play();
        int before = Manager.Log.Count;
        job.Stop();
        Play();

        Kinds(job).Should().StartWith("Accepted");
        (Manager.Log.Count, Manager.Stale).Should().Be((before, 0));
    }

    [Fact]
    public void Stop_BeforeTheServerAnswered_NothingIsReported()
    {
        FakeJob job = Begin(ServerFile.Whole);
        job.Stop();
        Play();

        (Manager.Log.Count, Manager.Stale).Should().Be((0, 0));
    }

    [Fact]
    public void Stop_NothingRuns_IsHarmless()
    {
        FakeJob job = Make(ServerFile.Whole);
        job.Handle.Stop(Manager.Now);
        job.Start();
        Play();
        job.Handle.Stop(Manager.Now);
        job.Handle.Stop(Manager.Now);
        Play();

        Kinds(job).Should().EndWith("Completed").And.ContainSingle(kind => kind == "Completed");
    }

    [Fact]
    [Trait("Decision", "D-8")]
    public void Start_AfterAFailure_TheHandleIsUsedAgain()
    {
        FakeJob job = Begin(ServerFile.Breaks);
        Play();
        job.Url = UrlOf(ServerFile.Whole);
        job.Start();
        Play();

        Kinds(job).Should().EndWith("Completed");
        (job.Generation, job.Bytes, Manager.Stale).Should().Be((2, Size, 0));
    }

    [Fact]
    [Trait("Decision", "D-8")]
    public void Start_WhileAnotherAttemptRuns_EndsThatOne()
    {
        FakeJob job = Begin(ServerFile.Waits);
        Play();
        job.Url = UrlOf(ServerFile.Whole);
        job.Start(offset: 0);
        Play();

        Kinds(job).Should().EndWith("Completed");
        Manager.Stale.Should().Be(0);
    }

    [Fact]
    public void Start_SeveralJobs_EachIsToldItsOwn()
    {
        FakeJob whole = Begin(ServerFile.Whole);
        FakeJob missing = Begin(ServerFile.Missing);
        FakeJob breaks = Begin(ServerFile.Breaks);
        Play();

        Kinds(whole).Should().EndWith("Completed");
        Kinds(missing).Should().Equal("Failed");
        (breaks.LastError, breaks.Bytes).Should().Be((HResults.ERROR_WINHTTP_CONNECTION_ERROR, Break));
    }

    [Fact]
    [Trait("Rule", "SCHED-2")]
    public void SetForeground_AtAnyTime_LosesNothing()
    {
        FakeJob job = Make(ServerFile.Whole);
        job.Handle.SetForeground(foreground: true, Manager.Now);
        job.Start();
        job.Handle.SetForeground(foreground: false, Manager.Now);
        job.Delivered = _ => job.Handle.SetForeground(foreground: true, Manager.Now);
        Play();

        Kinds(job).Should().EndWith("Completed");
    }

    [Fact]
    public void Line_NothingRuns_CommandsAreHarmless()
    {
        Line.Flush(Manager.Now);
        Line.Refresh(Manager.Now);
        Line.SetBackgroundLimit(8_000, Manager.Now);
        Line.SetBackgroundLimit(null, Manager.Now);
        FakeJob job = Begin(ServerFile.Whole);
        Play();

        Kinds(job).Should().EndWith("Completed");
    }

    [Fact]
    public void Reports_OfALine_AreEitherScheduledOrPushed()
    {
        Begin(ServerFile.Whole);
        Play();

        (Manager.Scheduled > 0, Manager.Pushed > 0).Should().Be((!Line.IsLive, Line.IsLive));
    }

    [Fact]
    public void Owner_OfAHandle_IsLeftAlone()
    {
        FakeJob job = Make(ServerFile.Breaks);
        job.Handle.Owner.Should().BeNull();
        job.Handle.Owner = job;
        job.Start();
        Play();

        job.Handle.Owner.Should().Be(job);
    }

    [Fact]
    public void FailsAtOnce_HandleThatNeverStarted_SaysNo() =>
        Make(ServerFile.Missing).Handle.FailsAtOnce(Manager.Now, out _).Should().BeFalse();

    [Fact]
    public void Close_AttemptsStopped_NothingMoreIsReported()
    {
        FakeJob job = Begin(ServerFile.Waits);
        Play();
        job.Stop();
        Line.Close(Manager.Now);
        job.Handle.Stop(Manager.Now);
        Play();

        Manager.Stale.Should().Be(0);
    }

    /// <summary>Lets the server answer all attempts as far as it ever will.</summary>
    private protected abstract void Play();

    private protected virtual FakeTransferHost MakeManager() => new(Transport);

    private protected virtual string UrlOf(ServerFile file) => $"http://server/{file}";

    private protected FakeJob Make(ServerFile file) => Manager.Job(UrlOf(file));

    private protected FakeJob Begin(ServerFile file)
    {
        FakeJob job = Make(file);
        job.Start();
        return job;
    }

    private IEnumerable<string> Kinds(FakeJob job) =>
        Manager.Log.Select(line => line.Split(' ')).Where(words => words[2] == $"{job.Number}").Select(words => words[3]);
}
