using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The test vectors of section 3.6, run through the reference model: the model is trusted only as far as it reproduces them.</summary>
public sealed class ReferenceModelVectorTests
{
    private const long Second = 1000;
    private const long Day = 86_400 * Second;
    private static readonly int Unavailable = SpecCodes.Http(503);
    private static readonly ScriptFetch FailsAtOnce = ScriptFetch.Fails(SpecCodes.Http(503));
    private static readonly ScriptInput ResumeAtStart = new(0, ScriptAction.Resume, 1);

    [Fact]
    [Trait("Rule", "TV-1")]
    public void Run_Defaults_FailsAfter2017Attempts()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(600, 1_209_600), 15 * Day, ResumeAtStart));

        Attempts(trace).Should().Equal(Enumerable.Range(0, 2017).Select(i => i * 600 * Second));
        ErrorsOf(trace).Should().Equal((1_209_600 * Second, Unavailable));
        Last(trace).ErrorCount.Should().Be(2017);
    }

    [Fact]
    [Trait("Rule", "TV-2")]
    public void Run_TimeoutBetweenRetries_FailsAtTimeout()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(5, 12), Day, ResumeAtStart));

        Attempts(trace).Should().Equal(0, 5 * Second, 10 * Second);
        ErrorsOf(trace).Should().Equal((12 * Second, Unavailable));
        Last(trace).ErrorCount.Should().Be(3);
        trace.Notifications.Should().ContainSingle().Which.Kind.Should().Be(BackgroundCopyNotifications.JobError);
    }

    [Fact]
    [Trait("Rule", "TV-3")]
    public void Run_TimeoutOnRetry_RetriesFirst()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(5, 5), Day, ResumeAtStart));

        Attempts(trace).Should().Equal(0, 5 * Second);
        ErrorsOf(trace).Should().Equal((5 * Second, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-4")]
    public void Run_DelayAboveTimeout_FailsAtFirstError()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(60, 15), Day, ResumeAtStart));

        Attempts(trace).Should().Equal(0);
        ErrorsOf(trace).Should().Equal((0, Unavailable));
        trace.Notifications.Should().ContainSingle().Which.Kind.Should().Be(BackgroundCopyNotifications.JobError);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(600)]
    [InlineData(uint.MaxValue)]
    [Trait("Rule", "TV-5")]
    public void Run_TimeoutZero_FailsAtFirstError(uint delay)
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(delay, 0), Day, ResumeAtStart));

        Attempts(trace).Should().Equal(0);
        ErrorsOf(trace).Should().Equal((0, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-6")]
    public void Run_DelayZero_ReadsFive()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(0, 3600), 0));

        Last(trace).DelaySeconds.Should().Be(5);
    }

    [Fact]
    [Trait("Rule", "TV-7")]
    public void Run_OneByteInBetween_MovesDeadline()
    {
        ScriptJob job = AlwaysFails(5, 20) with { Fetches = [FailsAtOnce, ScriptFetch.MovesAndFails(Second, 1, Second, Unavailable)] };
        Trace trace = ReferenceModel.Run(Script.Of(job, Day, ResumeAtStart));

        Attempts(trace).Should().Equal(0, 5 * Second, 12 * Second, 17 * Second, 22 * Second, 27 * Second);
        ErrorsOf(trace).Should().Equal((27 * Second, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-8")]
    public void Run_NetworkLostWhileWaitingToRetry_KeepsErrorUntilItIsBack()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(600, 1_209_600), 250 * Second, ResumeAtStart, NetworkDown(100), NetworkUp(200)));

        trace.Reads.Single(read => read.AtMs == 100 * Second).Should().Match<TraceRead>(read => read.State == State.TransientError && read.Error == Unavailable);
        trace.Transitions.Where(line => line.AtMs == 200 * Second).Take(2).Select(line => line.To).Should().Equal(State.Queued, State.Connecting);
    }

    [Fact]
    [Trait("Rule", "TV-9")]
    public void Run_NetworkLostWhileTransferring_WaitsForIt()
    {
        ScriptJob job = new() { LaterFetches = ScriptFetch.Stalls() };
        Trace trace = ReferenceModel.Run(Script.Of(job, 6000 * Second, ResumeAtStart, NetworkDown(10), NetworkUp(5000)));

        trace.Transitions.Should().Contain(new TraceTransition(10 * Second, 1, State.Transferring, State.TransientError, SpecCodes.NetworkDisconnected))
            .And.Contain(new TraceTransition(5000 * Second, 1, State.TransientError, State.Queued, 0));
        Attempts(trace).Should().Equal(0, 5000 * Second);
        Last(trace).ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TV-10")]
    public void Run_ResumeWhileWaitingToRetry_StartsAtOnce()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(600, 1_209_600), 31 * Second, ResumeAtStart, new ScriptInput(30 * Second, ScriptAction.Resume, 1)));

        trace.Transitions.Where(line => line.AtMs == 30 * Second).Take(2).Select(line => line.To).Should().Equal(State.Queued, State.Connecting);
    }

    [Fact]
    [Trait("Rule", "TV-11")]
    public void Run_SystemClockJumps_MovesNoTimer()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(5, 12), Day, ResumeAtStart, Step(1, Day)));

        Attempts(trace).Should().Equal(0, 5 * Second, 10 * Second);
        ErrorsOf(trace).Should().Equal((12 * Second, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-12")]
    public void Run_JobErrorFailsTwice_IsDeliveredThreeTimes()
    {
        ScriptJob job = AlwaysFails(600, 0) with { FailingCallbacks = 2 };
        Trace trace = ReferenceModel.Run(Script.Of(job, Day, ResumeAtStart));

        trace.Notifications.Select(line => (line.AtMs, line.Kind)).Should().Equal(
            (0, BackgroundCopyNotifications.JobError),
            (600 * Second, BackgroundCopyNotifications.JobError),
            (1200 * Second, BackgroundCopyNotifications.JobError));
    }

    [Theory]
    [InlineData(BlockedTimeout.Run, 86_400)]
    [InlineData(BlockedTimeout.Freeze, null)]
    [InlineData(BlockedTimeout.Clear, null)]
    [Trait("Rule", "TV-13")]
    public void Run_NetworkAwayLongerThanTimeout_FailsIfTheTimerRuns(BlockedTimeout reading, int? errorAtSeconds)
    {
        Script script = Script.Of(AlwaysFails(5, 86_400), 20 * Day, ResumeAtStart, NetworkDown(0), NetworkUp(20 * 86_400));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(BlockedTimeout: reading) });

        trace.Transitions.Take(3).Should().Equal(
            new TraceTransition(0, 1, State.Suspended, State.Queued, 0),
            new TraceTransition(0, 1, State.Queued, State.TransientError, SpecCodes.NetworkDisconnected),
            errorAtSeconds is int at
                ? new TraceTransition(at * Second, 1, State.TransientError, State.Error, SpecCodes.NetworkDisconnected)
                : new TraceTransition(20 * Day, 1, State.TransientError, State.Queued, 0));
        trace.Reads.First(read => read.AtMs == 20 * Day).ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TV-14")]
    public void Run_ActiveTimeReachesMaximum_Fails()
    {
        ScriptJob job = new()
        {
            MaxDownloadSeconds = 10,
            Fetches = [ScriptFetch.MovesAndFails(0, 1, 6 * Second, Unavailable)],
            LaterFetches = ScriptFetch.Stalls(),
        };
        Trace trace = ReferenceModel.Run(Script.Of(job, Day, ResumeAtStart));

        Attempts(trace).Should().Equal(0, 606 * Second);
        ErrorsOf(trace).Should().Equal((610 * Second, SpecCodes.MaxDownloadTimeout));
        Last(trace).ErrorCount.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "TV-15")]
    public void Run_TimeoutBeyondInactivity_IsCancelled()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(600, 8_640_000), 200 * Day, ResumeAtStart));

        Attempts(trace).Should().HaveCount(12_961).And.Subject.Last().Should().Be(7_776_000 * Second);
        trace.Transitions[^1].Should().Match<TraceTransition>(line => line.To == State.Cancelled && line.AtMs == 7_776_000 * Second);
        ErrorsOf(trace).Should().BeEmpty();
        trace.Notifications.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "TV-16")]
    public void Run_TimeoutEqualsInactivity_FailsAndIsCancelledLater()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(600, 7_776_000), 200 * Day, ResumeAtStart));

        ErrorsOf(trace).Should().Equal((7_776_000 * Second, Unavailable));
        trace.Notifications.Should().ContainSingle().Which.AtMs.Should().Be(7_776_000 * Second);
        trace.Transitions[^1].Should().Match<TraceTransition>(line => line.To == State.Cancelled && line.AtMs == 15_552_000 * Second);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [Trait("Rule", "TV-17")]
    public void Run_RestartAfterJumpAhead_MakesOneLastAttempt(bool inputsFirst, bool keeps)
    {
        Script script = Script.Of(
            AlwaysFails(600, 1_209_600), Day, ResumeAtStart, Step(100, 14 * Day), Restart(200), new ScriptInput(300 * Second, ScriptAction.SetNotifyInterface, 1, 1));
        Trace trace = ReferenceModel.Run(script with { InputsFirst = inputsFirst, Readings = new ScriptReadings(RestartKeepsTransientError: keeps) });

        Attempts(trace).Should().Equal(0, 200 * Second);
        ErrorsOf(trace).Should().Equal((200 * Second, Unavailable));
        Last(trace).ErrorCount.Should().Be(2);
        trace.Notifications.Should().ContainSingle().Which.AtMs.Should().Be(300 * Second);
    }

    [Theory]
    [InlineData(false, 200, 2161)]
    [InlineData(true, 87_000, 2017)]
    [Trait("Rule", "TV-18")]
    public void Run_RestartAfterJumpBack_MovesTheDeadline(bool keeps, int secondAttempt, int attempts)
    {
        Script script = Script.Of(AlwaysFails(600, 1_209_600), 20 * Day, ResumeAtStart, Step(100, -Day), Restart(200));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(RestartKeepsTransientError: keeps) });

        Attempts(trace).Should().Equal(Enumerable.Range(0, attempts - 1).Select(i => (secondAttempt + (i * 600)) * Second).Prepend(0));
        ErrorsOf(trace).Should().Equal((1_296_000 * Second, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-19")]
    public void Run_DelayEqualsTimeout_RetriesOnce()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(60, 60), Day, ResumeAtStart));

        trace.Transitions.Should().Contain(new TraceTransition(0, 1, State.Connecting, State.TransientError, Unavailable));
        Attempts(trace).Should().Equal(0, 60 * Second);
        ErrorsOf(trace).Should().Equal((60 * Second, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-20")]
    public void Run_TimeoutSetToZeroWhileWaitingToRetry_FailsAtOnce()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails(60, 3600), Day, ResumeAtStart, new ScriptInput(10 * Second, ScriptAction.SetNoProgressTimeout, 1)));

        ErrorsOf(trace).Should().Equal((10 * Second, Unavailable));
        trace.Reads.First(read => read.AtMs == 10 * Second).State.Should().Be(State.Error);
        trace.Notifications.Should().ContainSingle().Which.AtMs.Should().Be(10 * Second);
    }

    [Fact]
    [Trait("Rule", "TV-21")]
    public void Run_TimeoutSetToZeroWhileTransferring_MakesNextErrorFatal()
    {
        ScriptJob job = AlwaysFails(60, 3600) with { Fetches = [ScriptFetch.MovesAndFails(0, 1, 20 * Second, Unavailable)] };
        Trace trace = ReferenceModel.Run(Script.Of(job, Day, ResumeAtStart, new ScriptInput(10 * Second, ScriptAction.SetNoProgressTimeout, 1)));

        trace.Reads.First(read => read.AtMs == 10 * Second).State.Should().Be(State.Transferring);
        ErrorsOf(trace).Should().Equal((20 * Second, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-22")]
    public void Run_AdvanceInPieces_ChangesNothing()
    {
        Script whole = Script.Of(AlwaysFails(600, 1_209_600), 14 * Day, ResumeAtStart);
        IEnumerable<ScriptInput> stops = Enumerable.Range(1, 336).Select(hour => new ScriptInput((hour * 3600 * Second) + (hour % 7), ScriptAction.Pump));

        Trace inPieces = ReferenceModel.Run(whole with { Inputs = [ResumeAtStart, .. stops] });

        inPieces.Transitions.Should().Equal(ReferenceModel.Run(whole).Transitions);
    }

    private static ScriptJob AlwaysFails(uint delay, uint timeout) => new() { DelaySeconds = delay, TimeoutSeconds = timeout, LaterFetches = FailsAtOnce };

    private static ScriptInput NetworkDown(long atSeconds) => new(atSeconds * Second, ScriptAction.Network, Value: 0);

    private static ScriptInput NetworkUp(long atSeconds) => new(atSeconds * Second, ScriptAction.Network, Value: 1);

    private static ScriptInput Step(long atSeconds, long byMs) => new(atSeconds * Second, ScriptAction.StepSystemTime, Value: byMs);

    private static ScriptInput Restart(long atSeconds) => new(atSeconds * Second, ScriptAction.RestartService);

    private static IEnumerable<long> Attempts(Trace trace) =>
        trace.Transitions.Where(line => line.To == State.Connecting).Select(line => line.AtMs);

    private static IEnumerable<(long AtMs, int Code)> ErrorsOf(Trace trace) =>
        trace.Transitions.Where(line => line.To == State.Error).Select(line => (line.AtMs, line.Code));

    private static TraceRead Last(Trace trace) => trace.Reads[^1];
}
