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
            using ManualScene scene = new();
            RecordingCallback callback = new();
            BackgroundCopyJob good = scene.CreateJob();
            BackgroundCopyJob bad = scene.CreateJob();
            foreach (BackgroundCopyJob job in new[] { good, bad })
            {
                job.NotifyFlags = flag;
                job.NotifyInterface = callback;
            }

            scene.Transfer(good);
            scene.Begin(bad).FailHttp(404);
            scene.Pump();

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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();

        ((int)job.NotifyFlags).Should().Be(3);
        job.NotifyFlags.Should().Be(JobTransferred | JobError);
        job.NotifyInterface.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "CB-2")]
    public void NotifyFlags_Default_TellsTransferredAndErrorOnly()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob good = scene.CreateJob();
        BackgroundCopyJob bad = scene.CreateJob();
        good.NotifyInterface = callback;
        bad.NotifyInterface = callback;

        scene.Transfer(good);
        scene.Begin(bad).FailHttp(404);
        scene.Pump();

        callback.Lines().Should().Equal("JobTransferred @0", "JobError @0");
        callback.Calls.Select(call => call.Job).Should().Equal(good, bad);
        callback.Calls[1].ErrorCode.Should().Be(HResults.BG_E_HTTP_ERROR_404);
    }

    [Theory]
    [Trait("Rule", "CB-3")]
    [InlineData(Transferred, "JobTransferred @50")]
    [InlineData(Error, "JobError @50")]
    public void NotifyInterface_SetAfterTheEvent_IsToldThenAndOnce(BackgroundCopyJobState state, string expected)
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(state);
        RecordingCallback callback = new();
        scene.AdvanceTo(50);

        job.NotifyInterface = callback;
        callback.Lines().Should().BeEmpty("no callback is made inside a client's own call");
        scene.Pump();
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal(expected);
    }

    [Theory]
    [Trait("Rule", "CB-3")]
    [InlineData(Transferred, JobError, JobTransferred, "JobTransferred @50")]
    [InlineData(Error, JobTransferred, JobError, "JobError @50")]
    [InlineData(Error, None, JobError, "JobError @50")]
    [InlineData(Error, JobError | Disable, JobError, "JobError @50")]
    public void NotifyFlags_SetAfterTheEvent_IsToldThenAndOnce(
        BackgroundCopyJobState state, BackgroundCopyNotifications before, BackgroundCopyNotifications after, string expected)
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = scene.CreateJob();
        job.NotifyFlags = before;
        job.NotifyInterface = callback;
        ManualAttempt attempt = scene.Begin(job);
        if (state == Error)
        {
            attempt.FailHttp(404);
        }
        else
        {
            attempt.Accept(1);
            attempt.Complete();
        }

        scene.AdvanceTo(50);
        job.NotifyFlags = after;
        scene.AdvanceTo(100_000);

        callback.Lines().Should().Equal(expected);
    }

    [Fact]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-5")]
    public void NotifyInterface_SecondOneAfterAcknowledgement_IsNotToldAgain()
    {
        using ManualScene scene = new();
        RecordingCallback first = new();
        RecordingCallback second = new();
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = first;
        scene.Pump();

        job.NotifyInterface = second;
        scene.AdvanceTo(100_000);

        first.Lines().Should().Equal("JobError @0");
        second.Lines().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-14")]
    public void NotifyInterface_SecondOneAfterAFailure_TakesOverAtOnce()
    {
        using ManualScene scene = new();
        RecordingCallback first = new();
        RecordingCallback second = new();
        first.FailNext(100, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = first;
        scene.AdvanceTo(50);

        job.NotifyInterface = second;
        job.NotifyInterface.Should().BeSameAs(second);
        scene.AdvanceTo(100_000);

        first.Lines().Should().Equal("JobError @0");
        second.Lines().Should().Equal("JobError @50");
    }

    [Theory]
    [Trait("Rule", "CB-3")]
    [Trait("Rule", "CB-14")]
    [InlineData(Transferred, "JobTransferred")]
    [InlineData(Error, "JobError")]
    public void RestartService_EventAcknowledgedBefore_IsToldAnewToWhoRegisters(BackgroundCopyJobState state, string kind)
    {
        using ManualScene scene = new();
        RecordingCallback before = new();
        RecordingCallback after = new();
        BackgroundCopyJob job = scene.CreateJobIn(state);
        job.NotifyInterface = before;
        scene.AdvanceTo(10);

        scene.Manager.RestartService();
        job.NotifyInterface.Should().BeNull("the pointer is not kept");
        scene.AdvanceTo(20);
        job.NotifyInterface = after;
        scene.AdvanceTo(100_000);

        before.Lines().Should().Equal($"{kind} @0");
        after.Lines().Should().Equal($"{kind} @20");
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void RestartService_RepetitionUnderWay_WaitsForANewInterface()
    {
        using ManualScene scene = new();
        RecordingCallback before = new();
        RecordingCallback after = new();
        before.FailNext(100, HResults.E_FAIL);
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.NotifyInterface = before;
        scene.AdvanceTo(10);

        scene.Manager.RestartService();
        scene.AdvanceTo(5000);
        job.NotifyInterface = after;
        scene.Pump();

        before.Lines().Should().Equal("JobError @0");
        after.Lines().Should().Equal("JobError @5000");
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void RestartService_JobThatLeftErrorBefore_TellsNothing()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(Error);
        job.Suspend();
        RecordingCallback callback = new();

        scene.Manager.RestartService();
        job.NotifyInterface = callback;
        scene.AdvanceTo(100_000);

        callback.Lines().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    [Trait("Rule", "CB-18")]
    public void NotifyInterface_SeveralClients_LastOneCountsAndNullClears()
    {
        using ManualScene scene = new();
        RecordingCallback first = new();
        RecordingCallback last = new();
        BackgroundCopyJob told = scene.CreateJob();
        told.NotifyInterface = first;
        told.NotifyInterface = last;
        BackgroundCopyJob silent = scene.CreateJob();
        silent.NotifyInterface = first;
        silent.NotifyInterface = null;

        scene.Transfer(told);
        scene.Transfer(silent);

        told.NotifyInterface.Should().BeSameAs(last);
        silent.NotifyInterface.Should().BeNull();
        first.Lines().Should().BeEmpty();
        last.Lines().Should().Equal("JobTransferred @0");
    }

    [Fact]
    [Trait("Rule", "CB-13")]
    public void NotifyFlags_EveryCombinationOfDefinedOnes_IsAccepted()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();

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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();

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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJobIn(state);

        FluentActions.Invoking(() => job.NotifyFlags = JobError)
            .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200002));
        FluentActions.Invoking(() => job.NotifyInterface = null)
            .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200002));
    }

    [Fact]
    [Trait("Rule", "CB-13")]
    public void NotifyFlags_Disable_SilencesAllOthers()
    {
        using ManualScene scene = new();
        RecordingCallback callback = new();
        BackgroundCopyJob good = scene.CreateJob();
        BackgroundCopyJob bad = scene.CreateJob();
        foreach (BackgroundCopyJob job in new[] { good, bad })
        {
            job.NotifyFlags = All | Disable;
            job.NotifyInterface = callback;
        }

        scene.Transfer(good);
        scene.Begin(bad).FailHttp(404);
        scene.AdvanceTo(10_000);

        callback.Lines().Should().BeEmpty();
    }
}
