namespace Bits.RetrySim.Tests;

/// <summary>What each state means and what leads out of it.</summary>
public sealed class StateMeaningTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(BackgroundCopyJobState.Queued, 0)]
    [InlineData(BackgroundCopyJobState.Connecting, 1)]
    [InlineData(BackgroundCopyJobState.Transferring, 2)]
    [InlineData(BackgroundCopyJobState.Suspended, 3)]
    [InlineData(BackgroundCopyJobState.Error, 4)]
    [InlineData(BackgroundCopyJobState.TransientError, 5)]
    [InlineData(BackgroundCopyJobState.Transferred, 6)]
    [InlineData(BackgroundCopyJobState.Acknowledged, 7)]
    [InlineData(BackgroundCopyJobState.Cancelled, 8)]
    [Trait("Rule", "STATE-1")]
    [Trait("Rule", "STATE-2")]
    [Trait("Rule", "STATE-3")]
    [Trait("Rule", "STATE-4")]
    [Trait("Rule", "STATE-5")]
    [Trait("Rule", "STATE-6")]
    [Trait("Rule", "STATE-7")]
    [Trait("Rule", "STATE-8")]
    public void State_HasTheNumberOfBits(BackgroundCopyJobState state, int number)
    {
        ((int)state).Should().Be(number);
        ((int)_bench.JobIn(state).State).Should().Be(number);
    }

    [Fact]
    [Trait("Rule", "STATE-1")]
    [Trait("Rule", "NET-5")]
    public void Queued_OwnerLoggedOff_WaitsForTheLogon()
    {
        BackgroundCopyJob job = _bench.ResumeJob();
        _bench.Environment.LogOff(job.Owner);

        _bench.GoTo(1000);
        job.State.Should().Be(BackgroundCopyJobState.Queued);
        _bench.Environment.LogOn(job.Owner);
        _bench.Pump();

        _bench.Log.StatesOf(job).Should().Equal("0 Queued", "1000 Connecting");
    }

    [Fact]
    [Trait("Rule", "STATE-1")]
    [Trait("Rule", "STATE-17")]
    public void RetryDue_OwnerLoggedOff_IsQueuedUntilTheLogon()
    {
        BackgroundCopyJob job = _bench.JobIn(BackgroundCopyJobState.TransientError);
        _bench.Environment.LogOff(job.Owner);
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(5000);
        _bench.Environment.LogOn(job.Owner);
        _bench.Pump();

        _bench.Log.StatesOf(job).Skip(3).Should().Equal("600 Queued", "5000 Connecting");
    }

    [Theory]
    [InlineData(503, BackgroundCopyJobState.TransientError)]
    [InlineData(404, BackgroundCopyJobState.Error)]
    [Trait("Rule", "STATE-2")]
    [Trait("Rule", "OQ-17")]
    public void Connecting_BadAnswer_FailsWithoutTransferring(int status, BackgroundCopyJobState expected)
    {
        BackgroundCopyJob job = _bench.StartJob();

        _bench.Attempt.FailHttp(status);

        job.State.Should().Be(expected);
        job.ErrorCount.Should().Be(1);
        _bench.Log.StatesOf(job).Should().HaveCount(3).And.NotContain("0 Transferring");
    }

    [Fact]
    [Trait("Rule", "STATE-3")]
    [Trait("Rule", "STATE-7")]
    [Trait("Rule", "OQ-40")]
    public void Transferring_LastsFromTheFirstAcceptedAnswerToTheLastFile()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 3);
        _bench.GoTo(1);
        _bench.Attempt.Accept(10);
        _bench.GoTo(2);
        _bench.Attempt.Complete();
        _bench.GoTo(3);
        _bench.Attempt.Accept(10);
        _bench.GoTo(4);
        _bench.Attempt.Complete();
        _bench.GoTo(5);
        job.State.Should().Be(BackgroundCopyJobState.Transferring, "the third request is not answered yet");

        _bench.Attempt.Arrive(10);

        _bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "1 Transferring", "5 Transferred");
        _bench.Log.AttemptsOf(job).Should().Equal([0], "the files follow each other in one attempt");
        job.Progress.Should().Be(new BackgroundCopyJobProgress(30, 30, 3, 3));
    }

    [Fact]
    [Trait("Rule", "OQ-40")]
    public void SecondFile_BadAnswer_FailsFromTransferring()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 2);
        _bench.Attempt.Arrive();

        _bench.Attempt.FailHttp(503);

        _bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "0 TransientError 0x801901F7");
        job.Error!.File.Should().BeSameAs(job.Files[1]);
    }

    [Fact]
    [Trait("Rule", "OQ-40")]
    [Trait("Rule", "RETRY-11")]
    public void ZeroLengthFile_IsProgress()
    {
        BackgroundCopyJob job = _bench.StartJob(files: 2);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(600);
        _bench.Attempt.Arrive(size: 0);
        _bench.Attempt.FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(10));
        job.Progress.FilesTransferred.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "OQ-40")]
    [Trait("Rule", "RETRY-11")]
    public void ByteFetchedAgain_IsProgress()
    {
        BackgroundCopyJob job = _bench.StartJob();
        _bench.Attempt.Deliver(50);
        _bench.Attempt.FailHttp(503);
        _bench.GoTo(600);
        _bench.Attempt.Accept(200); // another file than before: it begins again at 0
        _bench.Attempt.Receive(1);
        _bench.Attempt.FailHttp(503);

        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromDays(14) + TimeSpan.FromSeconds(600));
        job.Progress.BytesTransferred.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "STATE-6")]
    public void TransientError_IsUsedForFailuresAndBlocks_AndGivenUp()
    {
        BackgroundCopyJob blocked = _bench.ResumeJob();
        _bench.Environment.BatterySaver = true;
        BackgroundCopyJob failed = _bench.StartJob(configure: job =>
        {
            job.Priority = BackgroundCopyJobPriority.Foreground;
            job.NoProgressTimeout = TimeSpan.FromSeconds(900);
        });
        _bench.Attempt.FailHttp(503);
        failed.State.Should().Be(BackgroundCopyJobState.TransientError);
        _bench.GoTo(600);
        _bench.Attempt.FailHttp(503);

        _bench.GoTo(5000);

        _bench.Log.AttemptsOf(failed).Should().Equal(0, 600);
        _bench.Log.StatesOf(failed).Should().EndWith("900 Error 0x801901F7");
        _bench.Log.StatesOf(blocked).Should().Equal("0 Queued", "0 TransientError 0x80200068");
    }

    [Fact]
    [Trait("Rule", "STATE-8")]
    public void Final_TellsWhoEndedTheJob()
    {
        BackgroundCopyJob completed = _bench.JobIn(BackgroundCopyJobState.Transferred), cancelled = _bench.JobIn(BackgroundCopyJobState.Transferred);

        completed.Complete();
        cancelled.Cancel();

        completed.State.Should().Be(BackgroundCopyJobState.Acknowledged);
        cancelled.State.Should().Be(BackgroundCopyJobState.Cancelled);
    }
}
