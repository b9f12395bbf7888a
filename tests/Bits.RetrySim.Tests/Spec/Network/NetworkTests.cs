using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Losing the network and getting it back.</summary>
public sealed class NetworkTests
{
    private const string Disconnected = "0x80200010";

    [Fact]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "OQ-5")]
    [Trait("Rule", "STATE-19")]
    [Trait("Rule", "STATE-20")]
    public void NetworkAvailable_JobsInEveryState_GoWhereTheirStateSays()
    {
        using Bench bench = new();
        BackgroundCopyJob transferred = bench.JobIn(Transferred);
        BackgroundCopyJob suspended = bench.JobIn(Suspended);
        BackgroundCopyJob failed = bench.JobIn(Error);
        BackgroundCopyJob waiting = bench.JobIn(TransientError, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob transferring = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob connecting = bench.JobIn(Connecting);
        BackgroundCopyJob queued = bench.ResumeJob();
        bench.GoTo(100);
        bench.Environment.NetworkAvailable = false;

        new[] { transferred, suspended, failed, waiting, transferring, connecting, queued }.Select(job => job.State).Should().Equal(
            Transferred, Suspended, Error, TransientError, TransientError, TransientError, TransientError);
        new[] { failed, waiting, transferring, connecting, queued }.Select(job => $"0x{job.Error!.Code:X8}").Should().Equal(
            "0x80190194", "0x801901F7", Disconnected, Disconnected, Disconnected);
        bench.GoTo(200);
        bench.Environment.NetworkAvailable = true;
        new[] { transferred, suspended, failed, waiting, transferring, connecting, queued }.Select(job => job.State).Should().Equal(
            Transferred, Suspended, Error, Queued, Queued, Queued, Queued);
        bench.Pump();
        new[] { waiting, transferring, connecting, queued }.Select(job => job.State).Should().Equal(Connecting, Connecting, Connecting, Queued);
        new[] { waiting, transferring, connecting, queued }.Select(job => job.ErrorCount).Should().Equal(1, 0, 0, 0);
    }

    [Fact]
    [Trait("Rule", "NET-2")]
    [Trait("Rule", "RETRY-15")]
    public void NetworkAvailable_ComesBack_WaitsOfAnyCodeAndLengthEnd()
    {
        using BitsSimulation simulation = new();
        uint[] codes = [0x801901F7, 0x80072EE2, 0x80072EFD, 0x80200024, 0x80070057];
        List<BackgroundCopyJob> jobs = [];
        foreach (uint code in codes)
        {
            BackgroundCopyJob job = simulation.ResumeSlowJob(1, BackgroundCopyJobPriority.Foreground);
            job.MinimumRetryDelay = TimeSpan.FromSeconds(1000 * (jobs.Count + 1));
            simulation.HostOf(job).OnRequest(1, SimulatedFault.HResult(code));
            jobs.Add(job);
        }

        simulation.GoTo(10);
        jobs.Select(job => unchecked((uint)job.Error!.Code)).Should().Equal(codes);
        simulation.Environment.NetworkAvailable = false;
        simulation.GoTo(20);
        jobs.Select(job => unchecked((uint)job.Error!.Code)).Should().Equal(codes);
        simulation.Environment.NetworkAvailable = true;
        simulation.GoTo(21);

        jobs.Should().OnlyContain(job => job.State == Transferred);
        simulation.EventLog.Entered(Queued, from: 20).Should().Equal(jobs.Select(job => $"20 job {job.Number}"));
    }

    [Fact]
    [Trait("Rule", "NET-3")]
    [Trait("Rule", "RETRY-14")]
    public void NetworkAvailable_AwayForAMonth_NothingIsAttempted()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob waiting = simulation.ResumeSlowJob(10, BackgroundCopyJobPriority.Foreground);
        simulation.HostOf(waiting).OnRequest(1, SimulatedFault.HttpStatus(503));
        simulation.GoTo(0);
        simulation.Environment.NetworkAvailable = false;
        BackgroundCopyJob resumed = simulation.ResumeSlowJob(10);
        waiting.NoProgressTimeout = resumed.NoProgressTimeout = TimeSpan.FromDays(60);
        simulation.GoTo(1000);
        resumed.Suspend();
        resumed.Resume();
        waiting.Resume();
        simulation.GoTo(TimeSpan.FromDays(30).TotalSeconds);

        simulation.Network.RequestCount.Should().Be(1);
        simulation.EventLog.AttemptsOf(resumed).Should().BeEmpty();
        resumed.State.Should().Be(TransientError);
        waiting.State.Should().Be(TransientError);
        simulation.Environment.NetworkAvailable = true;
        simulation.Clock.Advance(TimeSpan.FromSeconds(10));
        new[] { waiting, resumed }.Should().OnlyContain(job => job.State == Transferred);
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    [Trait("Rule", "OQ-33")]
    [Trait("Rule", "PROG-8")]
    public void NetworkAvailable_Back_TheFileGoesOnWhereItStopped()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(100);
        simulation.GoTo(40);
        simulation.Environment.NetworkAvailable = false;
        simulation.GoTo(140);
        job.Progress.BytesTransferred.Should().Be(40_000);
        simulation.Environment.NetworkAvailable = true;
        simulation.GoTo(1000);

        simulation.EventLog.StatesOf(job).Should().Equal(
            "0 Queued", "0 Connecting", "0 Transferring", $"40 TransientError {Disconnected}", "140 Queued", "140 Connecting", "140 Transferring", "200 Transferred");
    }

    [Theory]
    [Trait("Rule", "NET-4")]
    [InlineData(false)]
    [InlineData(true)]
    public void Interruption_ForegroundJobOnAServerWithoutRanges_IsFatal(bool byLogoff)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.AddSlowJob(100, BackgroundCopyJobPriority.Foreground);
        simulation.HostOf(job).Resource("/file").WithoutRanges();
        job.Resume();
        simulation.GoTo(40);
        job.State.Should().Be(Transferring);
        Interrupt(simulation.Environment, job, byLogoff, interrupted: true);
        simulation.GoTo(50);
        job.State.Should().Be(byLogoff ? Queued : TransientError);
        Interrupt(simulation.Environment, job, byLogoff, interrupted: false);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job, from: 50).Should().StartWith(byLogoff ? "50 Connecting" : "50 Queued").And.EndWith("50 Error 0x80200013");
        job.ErrorCount.Should().Be(1);
    }

    [Theory]
    [Trait("Rule", "NET-4")]
    [InlineData(false)]
    [InlineData(true)]
    public void Interruption_ForegroundJobOnAServerWithRanges_GoesOn(bool byLogoff)
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.ResumeSlowJob(100, BackgroundCopyJobPriority.Foreground);
        simulation.GoTo(40);
        Interrupt(simulation.Environment, job, byLogoff, interrupted: true);
        simulation.GoTo(50);
        Interrupt(simulation.Environment, job, byLogoff, interrupted: false);
        simulation.GoTo(10_000);

        simulation.EventLog.StatesOf(job).Should().EndWith("110 Transferred");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void NetworkAvailable_LostForAnInstant_TheJobsAreQueuedAgain()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.GoTo(10);
        bench.Environment.NetworkAvailable = false;
        bench.Environment.NetworkAvailable = true;
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal($"10 TransientError {Disconnected}", "10 Queued", "10 Connecting");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void NetworkAvailable_SetToWhatItIs_DoesNothing()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.Environment.NetworkAvailable = true;

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
