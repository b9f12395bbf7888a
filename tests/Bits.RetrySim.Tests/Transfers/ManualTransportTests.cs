namespace Bits.RetrySim.Tests;

public class ManualTransportTests
{
    private const string Url = "https://cdn.example/app.zip";
    private static readonly DateTimeOffset Stamp = new(2021, 6, 8, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTransport _transport = new();
    private readonly FakeTransferHost _manager;

    public ManualTransportTests() => _manager = new FakeTransferHost(_transport);

    [Fact]
    [Trait("Decision", "D-8")]
    public void IsLive_Always_IsTrue() => _manager.Line.IsLive.Should().BeTrue();

    [Fact]
    public void Attempt_AcceptedReceivedCompleted_ReportsEachStep()
    {
        FakeJob job = Begin();

        _transport.Current.Accept(1_000, Stamp);
        _transport.Current.Receive(400);
        _transport.Current.Receive(100);
        _transport.Current.Complete();

        _manager.Log.Should().Equal("0 job 1 Accepted 0/1000", "0 job 1 Received 400", "0 job 1 Received 500", "0 job 1 Completed 1000");
        (job.Bytes, job.TimeStamp).Should().Be((1_000, Stamp));
    }

    [Fact]
    public void Attempt_Begun_TellsWhatTheJobAsksFor()
    {
        FakeJob job = _manager.Job(Url, foreground: false);
        job.Start(1_000, Stamp, 300);

        ManualAttempt attempt = _transport.Current;

        (attempt.RemoteName, attempt.LocalName, attempt.JobNumber, attempt.IsForeground).Should().Be((Url, @"C:\file", 1, false));
        (attempt.Offset, attempt.BytesReceived, attempt.Size, attempt.IsRunning).Should().Be((300, 300, 1_000, true));
    }

    [Fact]
    public void Size_NeverTold_IsNull()
    {
        Begin();

        _transport.Current.Size.Should().BeNull();
        _transport.Current.Accept(0);
        _transport.Current.Size.Should().Be(0);
    }

    [Theory]
    [InlineData(1_000, true, 300)]
    [InlineData(1_001, true, 0)]
    [InlineData(1_000, false, 0)]
    [InlineData(200, true, 0)]
    [Trait("Rule", "CONS-1")]
    [Trait("Rule", "CONS-2")]
    public void Accept_FileBegunBefore_GoesOnOnlyWithTheSameSizeAndTimeStamp(long size, bool sameTimeStamp, long offset)
    {
        _manager.Job(Url).Start(1_000, Stamp, 300);
        ManualAttempt attempt = _transport.Current;

        attempt.Accept(size, sameTimeStamp ? Stamp : Stamp.AddSeconds(1));

        _manager.Log.Should().Equal($"0 job 1 Accepted {offset}/{size}");
        (attempt.Offset, attempt.BytesReceived).Should().Be((offset, offset));
    }

    [Fact]
    [Trait("Rule", "HTTP-6")]
    public void Accept_TimeStampMissingNow_CountsAsChanged()
    {
        _manager.Job(Url).Start(1_000, Stamp, 300);

        _transport.Current.Accept(1_000);

        _manager.Log.Should().Equal("0 job 1 Accepted 0/1000");
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Restart_UnderWay_BeginsAgainWithTheNewSize()
    {
        Begin();
        ManualAttempt attempt = _transport.Current;
        attempt.Accept(1_000);
        attempt.Receive(400);
        attempt.Restart(500, Stamp);

        (attempt.BytesReceived, attempt.Size).Should().Be((0, 500));
        attempt.Receive(500);
        attempt.Complete();
        _manager.Log.Should().EndWith(["0 job 1 Restarted 0/500", "0 job 1 Received 500", "0 job 1 Completed 500"]);
    }

    [Fact]
    public void Fail_BeforeAndAfterTheAcceptance_ReportsTheCodeAndTheBytes()
    {
        FakeJob job = Begin();
        _transport.Current.Fail(0x80072EE7);
        job.Start();
        _transport.Current.Accept(1_000);
        _transport.Current.Receive(400);
        _transport.Current.FailHttp(503);

        _manager.Log.Should().Equal(
            "0 job 1 Failed 0 0x80072EE7", "0 job 1 Accepted 0/1000", "0 job 1 Received 400", "0 job 1 Failed 400 0x801901F7");
    }

    [Theory]
    [InlineData(HResults.BG_E_NETWORK_DISCONNECTED)]
    [InlineData(HResults.BG_E_BLOCKED_BY_BATTERY_SAVER)]
    [InlineData(HResults.S_OK)]
    [InlineData(503)]
    [Trait("Decision", "D-37")]
    public void Fail_CodeNoTransferFailsWith_IsRefusedAndTheAttemptGoesOn(int code)
    {
        Begin();

        FluentActions.Invoking(() => _transport.Current.Fail(code)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);

        _transport.Current.IsRunning.Should().BeTrue();
        _manager.Log.Should().BeEmpty();
    }

    [Fact]
    public void FailHttp_NoErrorOrNoStatus_IsRefused()
    {
        Begin();

        FluentActions.Invoking(() => _transport.Current.FailHttp(200)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => _transport.Current.FailHttp(99)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(701)]
    [InlineData(long.MaxValue)]
    public void Receive_NothingOrMoreThanTheFileLacks_IsRefused(long bytes)
    {
        Begin();
        _transport.Current.Accept(1_000);
        _transport.Current.Receive(300);

        FluentActions.Invoking(() => _transport.Current.Receive(bytes)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("*300 of 1000*1 to 700*").Which.HResult.Should().Be(HResults.E_INVALIDARG);
        _transport.Current.BytesReceived.Should().Be(300);
    }

    [Fact]
    public void Accept_NegativeSize_IsRefused()
    {
        Begin();

        FluentActions.Invoking(() => _transport.Current.Accept(-1)).Should().Throw<ArgumentOutOfRangeException>();
        _transport.Current.Accept(1);
        FluentActions.Invoking(() => _transport.Current.Restart(-1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Members_BeforeTheAcceptance_SayThatItIsMissing()
    {
        Begin();
        foreach (Action<ManualAttempt> act in (Action<ManualAttempt>[])[a => a.Receive(1), a => a.Complete(), a => a.Restart(1)])
        {
            FluentActions.Invoking(() => act(_transport.Current)).Should().Throw<InvalidOperationException>()
                .WithMessage("The attempt of job 1 at https://cdn.example/app.zip has not been accepted yet*Accept*");
        }
    }

    [Fact]
    public void Accept_Twice_PointsToRestart()
    {
        Begin();
        _transport.Current.Accept(1);

        FluentActions.Invoking(() => _transport.Current.Accept(2)).Should().Throw<InvalidOperationException>().WithMessage("*already*Restart*");
    }

    [Theory]
    [InlineData("completed", "*it was completed*")]
    [InlineData("failed", "*it failed with BG_E_HTTP_ERROR_503 0x801901F7*")]
    [InlineData("stopped", "*its job stopped it*")]
    public void Members_AfterTheEnd_SayWhyItEnded(string end, string message)
    {
        FakeJob job = Begin();
        ManualAttempt attempt = _transport.Current;
        attempt.Accept(1_000);
        switch (end)
        {
            case "completed":
                attempt.Complete();
                break;
            case "failed":
                attempt.FailHttp(503);
                break;
            default:
                job.Stop();
                break;
        }

        int reports = _manager.Log.Count;
        foreach (Action act in (Action[])[
            () => attempt.Accept(1),
            () => attempt.Receive(1),
            () => attempt.Complete(),
            () => attempt.Fail(HResults.ERROR_WINHTTP_TIMEOUT),
            () => attempt.FailHttp(500),
            () => attempt.Restart(1)])
        {
            act.Should().Throw<InvalidOperationException>().WithMessage(message);
        }

        attempt.IsRunning.Should().BeFalse();
        _manager.Log.Should().HaveCount(reports);
    }

    [Fact]
    public void Attempts_SeveralJobs_AreInTheOrderInWhichTheyBegan()
    {
        FakeJob first = _manager.Job(Url);
        FakeJob second = _manager.Job("https://cdn.example/b");
        second.Start();
        first.Start();
        _transport.Running[0].Fail(HResults.ERROR_WINHTTP_TIMEOUT);
        second.Start();

        _transport.Attempts.Select(attempt => attempt.JobNumber).Should().Equal(2, 1, 2);
        _transport.Running.Select(attempt => attempt.JobNumber).Should().Equal(1, 2);
    }

    [Fact]
    public void Start_WhileTheHandlesOldAttemptRuns_EndsThat()
    {
        FakeJob job = Begin();
        ManualAttempt old = _transport.Current;
        job.Start();

        old.IsRunning.Should().BeFalse();
        _transport.Current.Should().NotBeSameAs(old);
    }

    [Fact]
    public void Current_NoneOrSeveral_SaysSo()
    {
        FluentActions.Invoking(() => _transport.Current).Should().Throw<InvalidOperationException>().WithMessage("No attempt is running; 0 began*");
        Begin();
        Begin();
        FluentActions.Invoking(() => _transport.Current).Should().Throw<InvalidOperationException>().WithMessage("2 attempts are running*Running*");
    }

    [Fact]
    public void Connect_SecondManager_IsRefused()
    {
        Action act = () => _ = new FakeTransferHost(_transport);

        act.Should().Throw<InvalidOperationException>().WithMessage("*one manager*");
    }

    [Fact]
    public void Complete_FromWithinAReport_IsToldAfterIt()
    {
        FakeJob job = Begin();
        job.Delivered = report =>
        {
            if (report.Kind == TransferReportKind.Accepted)
            {
                _transport.Current.Complete();
                _manager.Log.Should().Equal("0 job 1 Accepted 0/5");
            }
        };

        _transport.Current.Accept(5);

        _manager.Log.Should().Equal("0 job 1 Accepted 0/5", "0 job 1 Completed 5");
    }

    [Fact]
    public void Push_ManagerThrows_LaterCallsStillArrive()
    {
        FakeJob job = Begin();
        job.Delivered = _ => throw new InvalidTimeZoneException();
        FluentActions.Invoking(() => _transport.Current.Accept(5)).Should().Throw<InvalidTimeZoneException>();

        job.Delivered = null;
        _transport.Current.Complete();

        _manager.Log.Should().EndWith("0 job 1 Completed 5");
    }

    [Fact]
    public async Task Receive_FromManyThreads_ArrivesInOrderAndLosesNothing()
    {
        const int Threads = 4;
        const int Each = 500;
        FakeJob job = Begin();
        List<long> seen = [];
        job.Delivered = report => seen.Add(report.Bytes);
        ManualAttempt attempt = _transport.Current;
        attempt.Accept(Threads * Each);
        using Barrier barrier = new(Threads);

        await Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                for (int i = 0; i < Each; i++)
                {
                    attempt.Receive(1);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        attempt.Complete();

        seen.Should().HaveCount((Threads * Each) + 2).And.BeInAscendingOrder();
        attempt.BytesReceived.Should().Be(Threads * Each);
    }

    private FakeJob Begin()
    {
        FakeJob job = _manager.Job(Url);
        job.Start();
        return job;
    }
}
