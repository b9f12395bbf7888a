using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>Who is told, of what, and from when on.</summary>
public sealed class CallbackRegistrationTests
{
    private const BackgroundCopyNotifications All = JobTransferred | JobError | JobModification | FileTransferred;

    [Fact]
    [Trait("Rule", "CB-1")]
    public void Interface_Methods_AreTheFourEvents()
    {
        typeof(IBackgroundCopyCallback).GetMethods().Select(method => method.Name)
            .Should().BeEquivalentTo("JobTransferred", "JobError", "JobModification", "FileTransferred");
        typeof(IBackgroundCopyCallback).GetMethods().Should().OnlyContain(method => method.IsAbstract, "all of them have to be written");
    }

    [Fact]
    [Trait("Rule", "CB-1")]
    [Trait("Rule", "CB-2")]
    public void NotifyFlags_EachAlone_DeliversItsEventOnly()
    {
        foreach (BackgroundCopyNotifications flag in new[] { JobTransferred, JobError, JobModification, FileTransferred })
        {
            using Bench bench = new();
            RecordingCallback callback = new();
            BackgroundCopyJob good = bench.CreateJob();
            BackgroundCopyJob bad = bench.CreateJob();
            foreach (BackgroundCopyJob job in new[] { good, bad })
            {
                job.NotifyFlags = flag;
                job.NotifyInterface = callback;
            }

            bench.Transfer(good);
            bench.Start(bad).FailHttp(404);
            bench.Pump();

            callback.Calls.Should().NotBeEmpty().And.OnlyContain(call => call.Kind == flag);
        }
    }

    [Fact]
    [Trait("Rule", "CB-2")]
    [Trait("Rule", "CB-18")]
    [Trait("Rule", "DEF-notify-flags")]
    [Trait("Rule", "DEF-notify-interface")]
    public void NewJob_Registration_IsFlags3AndNoInterface()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();

        ((int)job.NotifyFlags).Should().Be(3);
        job.NotifyFlags.Should().Be(JobTransferred | JobError);
        job.NotifyInterface.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "CB-2")]
    public void NotifyFlags_Default_TellsTransferredAndErrorOnly()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob good = bench.CreateJob();
        BackgroundCopyJob bad = bench.CreateJob();
        good.NotifyInterface = callback;
        bad.NotifyInterface = callback;

        bench.Transfer(good);
        bench.Start(bad).FailHttp(404);
        bench.Pump();

        callback.Lines().Should().Equal("0 JobTransferred", "0 JobError");
        callback.Calls.Select(call => call.Job).Should().Equal(good, bad);
        callback.Calls[1].ErrorCode.Should().Be(HResults.BG_E_HTTP_ERROR_404);
    }

    [Theory]
    [Trait("Rule", "CB-3")]
    [InlineData(Transferred, "50 JobTransferred")]
    [InlineData(Error, "50 JobError")]
    public void NotifyInterface_SetAfterTheEvent_IsToldThenAndOnce(BackgroundCopyJobState state, string expected)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        RecordingCallback callback = new();
        bench.GoTo(50);

        job.NotifyInterface = callback;
        callback.Lines().Should().BeEmpty("no callback is made inside a client's own call");
        bench.Pump();
        bench.GoTo(100_000);

        callback.Lines().Should().Equal(expected);
    }

    [Theory]
    [Trait("Rule", "CB-3")]
    [InlineData(Transferred, JobError, JobTransferred, "50 JobTransferred")]
    [InlineData(Error, JobTransferred, JobError, "50 JobError")]
    [InlineData(Error, None, JobError, "50 JobError")]
    [InlineData(Error, JobError | Disable, JobError, "50 JobError")]
    public void NotifyFlags_SetAfterTheEvent_IsToldThenAndOnce(
        BackgroundCopyJobState state, BackgroundCopyNotifications before, BackgroundCopyNotifications after, string expected)
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.NotifyFlags = before;
        job.NotifyInterface = callback;
        ManualAttempt attempt = bench.Start(job);
        if (state == Error)
        {
            attempt.FailHttp(404);
        }
        else
        {
            attempt.Accept(1);
            attempt.Complete();
        }

        bench.GoTo(50);
        job.NotifyFlags = after;
        bench.GoTo(100_000);

        callback.Lines().Should().Equal(expected);
    }

    [Fact]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-5")]
    public void NotifyInterface_SecondOneAfterAcknowledgement_IsNotToldAgain()
    {
        using Bench bench = new();
        RecordingCallback first = new();
        RecordingCallback second = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = first;
        bench.Pump();

        job.NotifyInterface = second;
        bench.GoTo(100_000);

        first.Lines().Should().Equal("0 JobError");
        second.Lines().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-14")]
    public void NotifyInterface_SecondOneAfterAFailure_TakesOverAtOnce()
    {
        using Bench bench = new();
        RecordingCallback first = new();
        RecordingCallback second = new();
        first.FailNext(100, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = first;
        bench.GoTo(50);

        job.NotifyInterface = second;
        job.NotifyInterface.Should().BeSameAs(second);
        bench.GoTo(100_000);

        first.Lines().Should().Equal("0 JobError");
        second.Lines().Should().Equal("50 JobError");
    }

    [Theory]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-14")]
    [InlineData(Transferred, "JobTransferred")]
    [InlineData(Error, "JobError")]
    public void RestartService_EventAcknowledgedBefore_IsToldAnewToWhoRegisters(BackgroundCopyJobState state, string kind)
    {
        using Bench bench = new();
        RecordingCallback before = new();
        RecordingCallback after = new();
        BackgroundCopyJob job = bench.JobIn(state);
        job.NotifyInterface = before;
        bench.GoTo(10);

        bench.Manager.RestartService();
        job.NotifyInterface.Should().BeNull("the pointer is not kept");
        bench.GoTo(20);
        job.NotifyInterface = after;
        bench.GoTo(100_000);

        before.Lines().Should().Equal($"0 {kind}");
        after.Lines().Should().Equal($"20 {kind}");
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void RestartService_RepetitionUnderWay_WaitsForANewInterface()
    {
        using Bench bench = new();
        RecordingCallback before = new();
        RecordingCallback after = new();
        before.FailNext(100, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyInterface = before;
        bench.GoTo(10);

        bench.Manager.RestartService();
        bench.GoTo(5000);
        job.NotifyInterface = after;
        bench.Pump();

        before.Lines().Should().Equal("0 JobError");
        after.Lines().Should().Equal("5000 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void RestartService_JobThatLeftErrorBefore_TellsNothing()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        job.Suspend();
        RecordingCallback callback = new();

        bench.Manager.RestartService();
        job.NotifyInterface = callback;
        bench.GoTo(100_000);

        callback.Lines().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    [Trait("Rule", "CB-18")]
    public void NotifyInterface_SeveralClients_LastOneCountsAndNullClears()
    {
        using Bench bench = new();
        RecordingCallback first = new();
        RecordingCallback last = new();
        BackgroundCopyJob told = bench.CreateJob();
        told.NotifyInterface = first;
        told.NotifyInterface = last;
        BackgroundCopyJob silent = bench.CreateJob();
        silent.NotifyInterface = first;
        silent.NotifyInterface = null;

        bench.Transfer(told);
        bench.Transfer(silent);

        told.NotifyInterface.Should().BeSameAs(last);
        silent.NotifyInterface.Should().BeNull();
        first.Lines().Should().BeEmpty();
        last.Lines().Should().Equal("0 JobTransferred");
    }

    [Fact]
    [Trait("Rule", "CB-13")]
    public void NotifyFlags_EveryCombinationOfDefinedOnes_IsAccepted()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();

        for (int flags = 0; flags <= 0x1F; flags++)
        {
            job.NotifyFlags = (BackgroundCopyNotifications)flags;
            ((int)job.NotifyFlags).Should().Be(flags);
        }
    }

    [Theory]
    [Trait("Rule", "CB-13")]
    [InlineData(0x40)]
    [InlineData(0x80 | 1)]
    [InlineData(int.MinValue)]
    [InlineData(-1)]
    public void NotifyFlags_UndefinedBit_IsNotImplemented(int flags)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();

        FluentActions.Invoking(() => job.NotifyFlags = (BackgroundCopyNotifications)flags)
            .Should().Throw<NotImplementedException>().Which.HResult.Should().Be(unchecked((int)0x80004001));
        ((int)job.NotifyFlags).Should().Be(3);
    }

    [Theory]
    [Trait("Rule", "CB-13")]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    public void NotifyFlags_FinalState_IsRefused(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);

        FluentActions.Invoking(() => job.NotifyFlags = JobError)
            .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200002));
        FluentActions.Invoking(() => job.NotifyInterface = null)
            .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200002));
    }

    [Fact]
    [Trait("Rule", "CB-13")]
    public void NotifyFlags_Disable_SilencesAllOthers()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob good = bench.CreateJob();
        BackgroundCopyJob bad = bench.CreateJob();
        foreach (BackgroundCopyJob job in new[] { good, bad })
        {
            job.NotifyFlags = All | Disable;
            job.NotifyInterface = callback;
        }

        bench.Transfer(good);
        bench.Start(bad).FailHttp(404);
        bench.GoTo(10_000);

        callback.Lines().Should().BeEmpty();
    }
}
