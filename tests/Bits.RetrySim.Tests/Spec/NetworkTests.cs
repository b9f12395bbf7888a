using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Losing the network and getting it back.</summary>
public sealed class NetworkTests
{
    private const string Disconnected = "80200010";

    [Fact]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "OQ-5")]
    [Trait("Rule", "STATE-19")]
    [Trait("Rule", "STATE-20")]
    public void NetworkAvailable_JobsInEveryState_GoWhereTheirStateSays()
    {
        using ManualService service = new();
        BackgroundCopyJob transferred = service.InState(Transferred);
        BackgroundCopyJob suspended = service.InState(Suspended);
        BackgroundCopyJob failed = service.InState(Error);
        BackgroundCopyJob waiting = service.Failed(BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob transferring = service.Running(BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob connecting = service.Connecting();
        BackgroundCopyJob queued = service.Resumed();
        service.To(100);
        service.Environment.NetworkAvailable = false;

        new[] { transferred, suspended, failed, waiting, transferring, connecting, queued }.Select(job => job.State).Should().Equal(
            Transferred, Suspended, Error, TransientError, TransientError, TransientError, TransientError);
        new[] { failed, waiting, transferring, connecting, queued }.Select(job => $"{job.Error!.Code:X8}").Should().Equal(
            "80190194", "801901F7", Disconnected, Disconnected, Disconnected);
        service.To(200);
        service.Environment.NetworkAvailable = true;
        new[] { transferred, suspended, failed, waiting, transferring, connecting, queued }.Select(job => job.State).Should().Equal(
            Transferred, Suspended, Error, Queued, Queued, Queued, Queued);
        service.Settle();
        new[] { waiting, transferring, connecting, queued }.Select(job => job.State).Should().Equal(Connecting, Connecting, Connecting, Queued);
        new[] { waiting, transferring, connecting, queued }.Select(job => job.ErrorCount).Should().Equal(1, 0, 0, 0);
    }

    [Fact]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "RETRY-15")]
    public void NetworkAvailable_ComesBack_WaitsOfAnyCodeAndLengthEnd()
    {
        using SlowSimulation slow = new();
        uint[] codes = [0x801901F7, 0x80072EE2, 0x80072EFD, 0x80200024, 0x80070057];
        List<BackgroundCopyJob> jobs = [];
        foreach (uint code in codes)
        {
            BackgroundCopyJob job = slow.Resumed(1, BackgroundCopyJobPriority.Foreground);
            job.MinimumRetryDelay = TimeSpan.FromSeconds(1000 * (jobs.Count + 1));
            slow.HostOf(job).OnRequest(1, SimulatedFault.HResult(code));
            jobs.Add(job);
        }

        slow.To(10);
        jobs.Select(job => unchecked((uint)job.Error!.Code)).Should().Equal(codes);
        slow.Environment.NetworkAvailable = false;
        slow.To(20);
        jobs.Select(job => unchecked((uint)job.Error!.Code)).Should().Equal(codes);
        slow.Environment.NetworkAvailable = true;
        slow.To(21);

        jobs.Should().OnlyContain(job => job.State == Transferred);
        slow.Log.Entered(Queued, from: 20).Should().Equal(jobs.Select(job => $"20 job {job.Number}"));
    }

    [Fact]
    [Trait("Rule", "NET-3")]
    [Trait("Rule", "RETRY-14")]
    public void NetworkAvailable_AwayForAMonth_NothingIsAttempted()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob waiting = slow.Resumed(10, BackgroundCopyJobPriority.Foreground);
        slow.HostOf(waiting).OnRequest(1, SimulatedFault.HttpStatus(503));
        slow.To(0);
        slow.Environment.NetworkAvailable = false;
        BackgroundCopyJob resumed = slow.Resumed(10);
        slow.To(1000);
        resumed.Suspend();
        resumed.Resume();
        waiting.Resume();
        slow.To(TimeSpan.FromDays(30).TotalSeconds);

        slow.Simulation.Network.RequestCount.Should().Be(1);
        slow.Log.AttemptsOf(resumed).Should().BeEmpty();
        resumed.State.Should().Be(TransientError);
        waiting.State.Should().Be(TransientError);
        slow.Environment.NetworkAvailable = true;
        slow.Simulation.Clock.Advance(TimeSpan.FromSeconds(10));
        new[] { waiting, resumed }.Should().OnlyContain(job => job.State == Transferred);
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "OQ-33")]
    [Trait("Rule", "PROG-8")]
    public void NetworkAvailable_Back_TheFileGoesOnWhereItStopped()
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(100);
        slow.To(40);
        slow.Environment.NetworkAvailable = false;
        slow.To(140);
        job.Progress.BytesTransferred.Should().Be(40_000);
        slow.Environment.NetworkAvailable = true;
        slow.To(1000);

        slow.Log.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 Transferring", $"40 TransientError {Disconnected}", "140 Queued", "140 Connecting", "140 Transferring", "200 Transferred");
    }

    [Theory]
    [Trait("Rule", "NET-4")]
    [InlineData(false)]
    [InlineData(true)]
    public void Interruption_ForegroundJobOnAServerWithoutRanges_IsFatal(bool byLogoff)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Job(100, BackgroundCopyJobPriority.Foreground);
        slow.HostOf(job).Resource("/file").WithoutRanges();
        job.Resume();
        slow.To(40);
        job.State.Should().Be(Transferring);
        Interrupt(slow.Environment, job, byLogoff, interrupted: true);
        slow.To(50);
        job.State.Should().Be(byLogoff ? Queued : TransientError);
        Interrupt(slow.Environment, job, byLogoff, interrupted: false);
        slow.To(10_000);

        slow.Log.StatesOf(job, from: 50).Should().StartWith(byLogoff ? "50 Connecting" : "50 Queued").And.EndWith("50 Error 80200013");
        job.ErrorCount.Should().Be(1);
    }

    [Theory]
    [Trait("Rule", "NET-4")]
    [InlineData(false)]
    [InlineData(true)]
    public void Interruption_ForegroundJobOnAServerWithRanges_GoesOn(bool byLogoff)
    {
        using SlowSimulation slow = new();
        BackgroundCopyJob job = slow.Resumed(100, BackgroundCopyJobPriority.Foreground);
        slow.To(40);
        Interrupt(slow.Environment, job, byLogoff, interrupted: true);
        slow.To(50);
        Interrupt(slow.Environment, job, byLogoff, interrupted: false);
        slow.To(10_000);

        slow.Log.StatesOf(job).Should().EndWith("110 Transferred");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void NetworkAvailable_LostForAnInstant_TheJobsAreQueuedAgain()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Running();
        service.To(10);
        service.Environment.NetworkAvailable = false;
        service.Environment.NetworkAvailable = true;
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal($"10 TransientError {Disconnected}", "10 Queued", "10 Connecting");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void NetworkAvailable_SetToWhatItIs_DoesNothing()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Failed();
        service.Environment.NetworkAvailable = true;

        job.State.Should().Be(TransientError, "no network came back, so no wait ends");
    }

    private static void Interrupt(BitsEnvironment environment, BackgroundCopyJob job, bool byLogoff, bool interrupted)
    {
        if (!byLogoff)
        {
            environment.NetworkAvailable = !interrupted;
        }
        else if (interrupted)
        {
            environment.LogOff(job.Owner);
        }
        else
        {
            environment.LogOn(job.Owner);
        }
    }
}
