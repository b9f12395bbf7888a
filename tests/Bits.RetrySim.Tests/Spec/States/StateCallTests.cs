namespace Bits.RetrySim.Tests;

/// <summary>What calls leave alone, and what Suspend and Resume do to timers, errors and finished jobs.</summary>
public sealed class StateCallTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly RecordingCallback _callback = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(BackgroundCopyJobState.Queued)]
    [InlineData(BackgroundCopyJobState.Connecting)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [Trait("Rule", "STATE-40")]
    public void Resume_ReadyOrRunningJob_AltersNothing(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state, Subscribe);
        ManualAttempt? attempt = _bench.Transport.Attempts.LastOrDefault();
        if (state != BackgroundCopyJobState.Queued)
        {
            _bench.GoTo(7);
        }

        int calls = _callback.Calls.Count;
        RetryStatus status = job.RetryStatus;
        BackgroundCopyJobTimes times = job.Times;
        job.Resume();

        job.State.Should().Be(state);
        job.RetryStatus.Should().Be(status);
        job.Times.Should().Be(times);
        (attempt?.IsRunning ?? true).Should().BeTrue();
        _callback.Calls.Should().HaveCount(calls);
    }

    [Fact]
    [Trait("Rule", "STATE-40")]
    [Trait("Rule", "MAXT-4")]
    public void Resume_RunningJob_ClearsTheDownloadTimeButNotTheTimeout()
    {
        BackgroundCopyJob job = _bench.StartJob(configure: job =>
        {
            (job.MinimumRetryDelay, job.NoProgressTimeout) = (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));
            job.MaximumDownloadTime = TimeSpan.FromSeconds(7);
        });
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(5);
        _bench.GoTo(6);
        job.Resume();
        _bench.GoTo(9);
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        job.Resume();
        _bench.Attempt.FailHttp(503);

        _bench.Log.StatesOf(job).Should().EndWith("9 Error 0x801901F7");
        job.Resume();
        _bench.GoTo(14);
        job.Resume();
        _bench.GoTo(20.9999999);
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        _bench.GoTo(21);

        _bench.Log.StatesOf(job).Should().EndWith($"21 Error 0x{HResults.BG_E_MAXDOWNLOAD_TIMEOUT:X8}");
    }

    [Fact]
    [Trait("Rule", "STATE-41")]
    public void Suspend_SuspendedJob_StaysSuspended()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Suspended);

        job.Suspend();
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Suspended);
        _bench.Log.StatesOf(job).Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "STATE-42")]
    [Trait("Rule", "OQ-8")]
    public void Resume_TransferredJobWithoutNewFiles_NothingIsSentAgain()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferred, Subscribe);
        _bench.GoTo(10);
        int calls = _callback.Calls.Count;

        job.Resume();
        _bench.GoTo(1000);

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        _callback.Calls.Should().HaveCount(calls);
        _bench.Transport.Attempts.Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "STATE-42")]
    [Trait("Rule", "OQ-8")]
    public void Resume_TransferredJob_OtherReading_IsEmptyUnlessThereAreNewFiles()
    {
        using Bench bench = new(options => options.Readings.ResumeTransferredIsEmpty = true);
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Transferred);

        Refusal.Of(job.Resume).Should().Be(HResults.BG_E_EMPTY);
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        job.AddFile("https://cdn.example/2.bin", Bench.LocalName(2));
        job.Resume();

        job.State.Should().Be(BackgroundCopyJobState.Queued);
    }

    [Fact]
    [Trait("Rule", "STATE-43")]
    public void Suspend_WaitingJob_DropsTheRetry()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError);
        _bench.GoTo(10);
        job.Suspend();
        job.RetryStatus.NextAttemptAt.Should().BeNull();
        job.RetryStatus.GivesUpAt.Should().BeNull();
        _bench.GoTo(5000);
        _bench.Log.StatesOf(job).Should().EndWith("10 Suspended");

        job.Resume();
        _bench.Pump();

        _bench.Log.AttemptsOf(job).Should().Equal(0, 5000);
    }

    [Fact]
    [Trait("Rule", "STATE-43")]
    [Trait("Rule", "STATE-4")]
    public void Suspend_RunningJob_StopsTheAttemptAndKeepsItsBytes()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Transferring);
        _bench.Attempt.Receive(30);
        ManualAttempt attempt = _bench.Attempt;

        job.Suspend();

        attempt.IsRunning.Should().BeFalse();
        job.Progress.BytesTransferred.Should().Be(30);
        job.ErrorCount.Should().Be(0);
        job.Resume();
        _bench.Pump();
        _bench.Attempt.Offset.Should().Be(30);
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Suspended)]
    [InlineData(BackgroundCopyJobState.Transferring)]
    [InlineData(BackgroundCopyJobState.TransientError)]
    [InlineData(BackgroundCopyJobState.Error)]
    [InlineData(BackgroundCopyJobState.Transferred)]
    [InlineData(BackgroundCopyJobState.Acknowledged)]
    [Trait("Rule", "STATE-44")]
    [Trait("Rule", "ERR-2")]
    public void FailedCalls_ChangeNothing(BackgroundCopyJobState state)
    {
        BackgroundCopyJob job = _bench.JobIn(state, Subscribe);
        _bench.GoTo(10);
        (int Calls, string Log, RetryStatus Status, BackgroundCopyJobTimes Times, int? Code, int Count) before = Picture(job);
        _bench.GoTo(20);

        foreach ((Action call, int code) in FailingCalls(job))
        {
            Refusal.Of(call).Should().Be(code);
        }

        _bench.Pump();
        Picture(job).Should().Be(before);
    }

    [Fact]
    [Trait("Rule", "STATE-44")]
    public void ResumeWithoutFiles_ChangesNothing()
    {
        BackgroundCopyJob job = _bench.CreateJob(files: 0);
        Subscribe(job);
        _bench.GoTo(10);
        (int Calls, string Log, RetryStatus Status, BackgroundCopyJobTimes Times, int? Code, int Count) before = Picture(job);

        Refusal.Of(job.Resume).Should().Be(HResults.BG_E_EMPTY);
        _bench.Pump();

        Picture(job).Should().Be(before);
        job.Error.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "OQ-7")]
    public void Suspend_FailedJob_KeepsTheErrorReadable()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.Error, Subscribe);
        _bench.GoTo(10);

        job.Suspend();
        job.State.Should().Be(BackgroundCopyJobState.Suspended);
        job.Error!.Code.Should().Be(HResults.HttpStatus(404));
        job.Resume();
        _bench.Pump();

        job.State.Should().Be(BackgroundCopyJobState.Connecting);
        job.ErrorCount.Should().Be(1);
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Error)]
    [InlineData(BackgroundCopyJobState.Transferred)]
    [InlineData(BackgroundCopyJobState.TransientError)]
    [Trait("Rule", "OQ-7")]
    [Trait("Rule", "METHOD-Suspend")]
    public void Suspend_OtherReading_KeepsErrorAndTransferredOnly(BackgroundCopyJobState state)
    {
        using Bench bench = new(options => options.Readings.SuspendKeepsErrorAndTransferred = true);
        BackgroundCopyJob job = bench.JobIn(state);
        int? code = job.Error?.Code;

        job.Suspend();

        bool kept = state != BackgroundCopyJobState.TransientError;
        job.State.Should().Be(kept ? state : BackgroundCopyJobState.Suspended);
        (job.Error?.Code).Should().Be(code);
    }

    private void Subscribe(BackgroundCopyJob job)
    {
        job.NotifyInterface = _callback;
        job.NotifyFlags = (BackgroundCopyNotifications)0x1B;
        job.MinimumNotificationInterval = TimeSpan.Zero;
    }

    private (int Calls, string Log, RetryStatus Status, BackgroundCopyJobTimes Times, int? Code, int Count) Picture(BackgroundCopyJob job) =>
        (_callback.Calls.Count, _bench.Log.Text(), job.RetryStatus, job.Times, job.Error?.Code, job.ErrorCount);

    private static IEnumerable<(Action Call, int Code)> FailingCalls(BackgroundCopyJob job)
    {
        bool final = job.State is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled;
        yield return (() => job.AddFile("no url", @"C:\2.bin"), final ? HResults.BG_E_INVALID_STATE : HResults.E_INVALIDARG);
        yield return (() => job.AddFile("https://cdn.example/2.bin", "2.bin"), final ? HResults.BG_E_INVALID_STATE : HResults.E_INVALIDARG);
        yield return (() => job.AddFileSet([]), final ? HResults.BG_E_INVALID_STATE : HResults.E_INVALIDARG);
        yield return (() => job.DisplayName = null!, HResults.E_INVALIDARG);
        yield return (() => job.Description = new string('d', 1025), HResults.BG_E_STRING_TOO_LONG);
        yield return (() => job.Priority = (BackgroundCopyJobPriority)4, HResults.E_NOTIMPL);
        yield return (() => job.NotifyFlags = (BackgroundCopyNotifications)0x40, HResults.E_NOTIMPL);
        yield return (() => job.NoProgressTimeout = TimeSpan.FromTicks(-1), HResults.E_INVALIDARG);
        yield return (() => job.MinimumRetryDelay = TimeSpan.MaxValue, HResults.E_INVALIDARG);
        yield return (() => job.MaximumDownloadTime = Timeout.InfiniteTimeSpan, HResults.E_INVALIDARG);
        yield return (() => job.CostFlags = 0, HResults.E_INVALIDARG);
        if (final)
        {
            yield return (job.Resume, HResults.BG_E_INVALID_STATE);
            yield return (job.Suspend, HResults.BG_E_INVALID_STATE);
            yield return (() => job.Complete(), HResults.BG_E_INVALID_STATE);
            yield return (() => job.DisplayName = "name", HResults.BG_E_INVALID_STATE);
            yield return (() => job.AddFile("https://cdn.example/2.bin", @"C:\2.bin"), HResults.BG_E_INVALID_STATE);
        }
    }
}
