using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The worked examples that came from traces, under the readings that traces show and under those of 0.1.</summary>
public sealed class VectorTraceTests
{
    private const string Busy = " 0x801901F7";

    [Theory]
    [InlineData(3, 64)]
    [InlineData(0, 61)]
    [Trait("Rule", "TV-24")]
    [Trait("Rule", "RETRY-28")]
    public void DroppedBeforeAByteEachTime_UsesTheImmediateRetriesOnce(int immediate, int attempts)
    {
        using BitsSimulation simulation = new(options => options.Readings.ImmediateRetries = immediate);
        simulation.Network.Fails(SimulatedFault.DropAfter(0));
        BackgroundCopyJob job = simulation.AddJob(60, 3600, size: 100);
        job.Resume();
        simulation.Pump();
        (job.State, job.ErrorCount).Should().Be((TransientError, 1));
        simulation.GoTo(10_000);

        simulation.EventLog.AttemptsOf(job).Should().Equal(
            Enumerable.Repeat(0.0, immediate).Concat(Enumerable.Range(0, 61).Select(retry => retry * 60.0))).And.HaveCount(attempts);
        simulation.EventLog.StatesOf(job)[^1].Should().StartWith("3600 Error");
        job.ErrorCount.Should().Be(61);
    }

    [Fact]
    [Trait("Rule", "TV-25")]
    [Trait("Rule", "STATE-32")]
    public void DroppedBeforeAByteTwice_IsUnseen()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.StartJob();
        Drop(bench);
        Drop(bench);
        bench.Attempt.Arrive();
        bench.Pump();

        bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "0 Transferred");
        bench.Transport.Attempts.Should().HaveCount(3);
        job.ErrorCount.Should().Be(0);
        bench.Log.Events.Where(entry => entry.Kind == JobEventKind.Retry).Select(entry => (entry.RetryCause, entry.ImmediateRetry, entry.MostImmediateRetries)).Should().Equal(
            (RetryCause.ImmediateRetry, 1, 3), (RetryCause.ImmediateRetry, 2, 3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [Trait("Rule", "TV-26")]
    [Trait("Rule", "NET-11")]
    public void NetworkChanges_IsTriedAtOnceAndASecondApartWhileItSettles(int settling)
    {
        using BitsSimulation simulation = new(options => options.Readings.SettlingTries = settling);
        simulation.Network.Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = simulation.AddJob(600);
        job.Resume();
        simulation.GoTo(100);
        simulation.Environment.NetworkChanged();
        simulation.GoTo(2_000_000);

        IEnumerable<double> tries = Enumerable.Range(100, settling + 1).Select(second => (double)second);
        IReadOnlyList<double> attempts = simulation.EventLog.AttemptsOf(job);
        attempts.Take(settling + 3).Should().Equal(tries.Prepend(0).Append(700 + settling));
        attempts.Should().HaveCount(2017 + settling);
        simulation.EventLog.StatesOf(job)[^1].Should().Be("1209600 Error" + Busy);
    }

    [Fact]
    [Trait("Rule", "TV-27")]
    [Trait("Rule", "STATE-33")]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "OQ-13")]
    public void RestartAt100_WaitingJob_IsTriedAtOnceAndKeepsItsDeadline()
    {
        using BitsSimulation simulation = Restarting(100, clockStep: default, out BackgroundCopyJob job);
        (job.State, job.Error!.Code).Should().Be((Queued, HResults.HttpStatus(503)));
        simulation.GoTo(2_000_000);

        simulation.EventLog.AttemptsOf(job).Should().HaveCount(2017).And.Subject.Take(3).Should().Equal(0, 100, 700);
        simulation.EventLog.StatesOf(job)[^1].Should().Be("1209600 Error" + Busy);
    }

    [Fact]
    [Trait("Rule", "TV-18")]
    [Trait("Rule", "CLOCK-8")]
    public void RestartAt200_SystemClockADayBehind_IsTriedAtOnceAndGivenUpADayLater()
    {
        using BitsSimulation simulation = Restarting(200, TimeSpan.FromDays(-1), out BackgroundCopyJob job);
        simulation.GoTo(2_000_000);

        simulation.EventLog.AttemptsOf(job).Should().Equal(Enumerable.Range(0, 2160).Select(retry => 200 + (retry * 600.0)).Prepend(0));
        simulation.EventLog.StatesOf(job)[^1].Should().Be("1296000 Error" + Busy);
    }

    [Theory]
    [InlineData(1, 3, Transferred, 0)]
    [InlineData(4, 3, Error, 1)]
    [InlineData(1, 0, Error, 1)]
    [Trait("Rule", "TV-28")]
    public void LengthIsMissing_IsAskedForAgainThoughFatal(int times, int immediate, BackgroundCopyJobState end, int errors)
    {
        using Bench bench = new(options => options.Readings.ImmediateRetries = immediate);
        BackgroundCopyJob job = bench.StartJob();
        for (int time = 0; time < times; time++)
        {
            bench.Attempt.Accept(Bench.FileSize);
            bench.Attempt.Fail(HResults.BG_E_MISSING_FILE_SIZE);
            bench.Pump();
        }

        if (end == Transferred)
        {
            bench.Attempt.Arrive();
            bench.Pump();
        }

        (job.State, job.ErrorCount).Should().Be((end, errors));
        (job.Error?.Code ?? 0).Should().Be(end == Error ? HResults.BG_E_MISSING_FILE_SIZE : 0);
    }

    [Fact]
    [Trait("Rule", "TV-29")]
    public void DroppedBeforeAByte_TimeoutZero_FailsAfterTheImmediateRetries()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.StartJob(configure: it => it.NoProgressTimeout = TimeSpan.Zero);
        for (int drop = 0; drop < 4; drop++)
        {
            job.State.Should().NotBe(Error);
            Drop(bench);
        }

        (job.State, job.ErrorCount).Should().Be((Error, 1));
        bench.Transport.Attempts.Should().HaveCount(4);
    }

    [Fact]
    [Trait("Rule", "TV-30")]
    public void SecondFileDroppedOnce_IsUnseen()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.StartJob(files: 2);
        bench.Attempt.Arrive();
        bench.Pump();
        Drop(bench);
        bench.Attempt.Arrive();
        bench.Pump();

        bench.Log.StatesOf(job).Should().Equal("0 Queued", "0 Connecting", "0 Transferring", "0 Transferred");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "RETRY-28")]
    [Trait("Rule", "OQ-9")]
    [Trait("Rule", "OQ-39")]
    public void Presets_DifferWhereTracesAndDocumentationDo()
    {
        BitsReadings observed = BitsReadings.Observed();
        BitsReadings documented = BitsReadings.Documented();

        BitsReadings before = BitsReadings.V0_1();

        observed.Should().BeEquivalentTo(new BitsReadings());
        (observed.ImmediateRetries, observed.RestartKeepsTransientError, observed.BlockedTimeout, observed.SuspendHidesError).Should().Be(
            (3, false, BlockedTimeout.Run, false));
        (observed.BlocksForeground & BlockConditions.GameMode, observed.DefaultCostFlags).Should().Be(
            (BlockConditions.GameMode, BackgroundCopyCostStates.TransferUnrestricted));
        (documented.ImmediateRetries, documented.RestartKeepsTransientError, documented.BlockedTimeout, documented.DefaultCostFlags).Should().Be(
            (0, true, BlockedTimeout.Run, BackgroundCopyCostStates.TransferAlways));
        (documented.SuspendHidesError, documented.BlocksForeground).Should().Be((false, observed.BlocksForeground));
        (before.ImmediateRetries, before.RestartKeepsTransientError, before.BlockedTimeout, before.DefaultCostFlags).Should().Be(
            (0, true, BlockedTimeout.Freeze, BackgroundCopyCostStates.TransferAlways));
        (before.SuspendHidesError, before.BlocksForeground).Should().Be((true, observed.BlocksForeground & ~BlockConditions.GameMode));
    }

    private static void Drop(Bench bench)
    {
        bench.Attempt.Accept(Bench.FileSize);
        bench.Attempt.Fail(0x80072EFE);
        bench.Pump();
    }

    private static BitsSimulation Restarting(double at, TimeSpan clockStep, out BackgroundCopyJob job)
    {
        BitsSimulation simulation = new();
        simulation.Network.Fails(SimulatedFault.HttpStatus(503));
        job = simulation.AddJob(600);
        job.Resume();
        simulation.GoTo(100);
        simulation.Clock.StepSystemTime(clockStep);
        simulation.GoTo(at);
        simulation.Manager.RestartService();
        return simulation;
    }
}
