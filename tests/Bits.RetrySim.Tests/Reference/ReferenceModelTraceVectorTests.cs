using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The test vectors of section 3.6 that came from traces, TV-23 to TV-30, run through the reference model.</summary>
public sealed class ReferenceModelTraceVectorTests
{
    private const long Second = 1000;
    private const long Day = 86_400 * Second;
    private const int Aborted = SpecCodes.ConnectionAborted;
    private static readonly int Unavailable = SpecCodes.Http(503);
    private static readonly ScriptInput ResumeAtStart = new(0, ScriptAction.Resume, 1);
    private static readonly ScriptJob AlwaysFails = new() { LaterFetches = ScriptFetch.Fails(SpecCodes.Http(503)) };
    private static readonly ScriptJob AlwaysDrops = new() { DelaySeconds = 60, TimeoutSeconds = 3600, LaterFetches = ScriptFetch.Drops(Aborted) };

    [Theory]
    [InlineData(BlockedTimeout.Run, 1_209_600, 2017)]
    [InlineData(BlockedTimeout.Freeze, 1_209_700, 2017)]
    [InlineData(BlockedTimeout.Clear, 1_209_800, 2018)]
    [Trait("Rule", "TV-23")]
    public void Run_NetworkLostWhileTimerRuns_CountsAsTheReadingSays(BlockedTimeout reading, int errorAtSeconds, int attempts)
    {
        Script script = Script.Of(
            AlwaysFails, 20 * Day, ResumeAtStart, new(100 * Second, ScriptAction.Network), new(200 * Second, ScriptAction.Network, Value: 1));
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(BlockedTimeout: reading) });

        Requests(trace).Should().Equal(Enumerable.Range(0, attempts - 1).Select(i => (200 + (i * 600)) * Second).Prepend(0));
        Errors(trace).Should().Equal((errorAtSeconds * Second, Unavailable));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(10)]
    [Trait("Rule", "TV-24")]
    [Trait("Rule", "RETRY-28")]
    public void Run_DropsBeforeAByteEachTime_UsesTheImmediateRetriesOnce(int immediate)
    {
        Script script = Script.Of(AlwaysDrops, Day, ResumeAtStart);
        Trace trace = ReferenceModel.Run(script with { Readings = new ScriptReadings(ImmediateRetries: immediate) });

        Requests(trace).Should().Equal(Enumerable.Repeat(0L, immediate).Concat(Enumerable.Range(0, 61).Select(i => i * 60 * Second)));
        trace.Transitions.Where(line => line.AtMs == 0).Select(line => line.To).Should().Equal(
            State.Queued, State.Connecting, State.Transferring, State.TransientError);
        Errors(trace).Should().Equal((3600 * Second, Aborted));
        trace.Reads[^1].ErrorCount.Should().Be(61);
    }

    [Fact]
    [Trait("Rule", "TV-25")]
    [Trait("Rule", "STATE-32")]
    public void Run_DropsBeforeAByteTwice_IsUnseen()
    {
        ScriptJob job = AlwaysDrops with { Fetches = [ScriptFetch.Drops(Aborted), ScriptFetch.Drops(Aborted)], LaterFetches = ScriptFetch.Completes() };
        Trace trace = ReferenceModel.Run(Script.Of(job, Day, ResumeAtStart));

        trace.Transitions.Select(line => line.To).Should().Equal(State.Queued, State.Connecting, State.Transferring, State.Transferred);
        Requests(trace).Should().Equal(0, 0, 0);
        trace.Reads[^1].ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "TV-26")]
    [Trait("Rule", "NET-11")]
    public void Run_NetworkChanges_TriesAtOnceAndKeepsTheDeadline()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails, 20 * Day, ResumeAtStart, new ScriptInput(100 * Second, ScriptAction.NetworkChanged)));

        Requests(trace).Should().HaveCount(2017).And.Subject.Take(3).Should().Equal(0, 100 * Second, 700 * Second);
        Errors(trace).Should().Equal((1_209_600 * Second, Unavailable));
    }

    [Fact]
    [Trait("Rule", "TV-27")]
    [Trait("Rule", "STATE-33")]
    public void Run_Restart_TriesAtOnceAndKeepsTheDeadline()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysFails, 20 * Day, ResumeAtStart, new ScriptInput(100 * Second, ScriptAction.RestartService)));

        trace.Reads.Single(read => read.AtMs == 100 * Second).Should().Match<TraceRead>(read => read.State == State.Queued && read.Error == Unavailable);
        Requests(trace).Should().HaveCount(2017).And.Subject.Take(3).Should().Equal(0, 100 * Second, 700 * Second);
        Errors(trace).Should().Equal((1_209_600 * Second, Unavailable));
    }

    [Theory]
    [InlineData(1, 3, 2, State.Transferred, 0)]
    [InlineData(4, 3, 4, State.Error, 1)]
    [InlineData(1, 0, 1, State.Error, 1)]
    [Trait("Rule", "TV-28")]
    public void Run_LengthIsMissing_IsRetriedAtOnceThoughFatal(int times, int immediate, int requests, State end, int errorCount)
    {
        ScriptJob job = new() { Fetches = [.. Enumerable.Repeat(ScriptFetch.Drops(SpecCodes.MissingFileSize), times)] };
        Trace trace = ReferenceModel.Run(Script.Of(job, Day, ResumeAtStart) with { Readings = new ScriptReadings(ImmediateRetries: immediate) });

        Requests(trace).Should().Equal(Enumerable.Repeat(0L, requests));
        trace.Transitions[^1].Should().Match<TraceTransition>(line => line.AtMs == 0 && line.To == end);
        trace.Reads[^1].ErrorCount.Should().Be(errorCount);
    }

    [Fact]
    [Trait("Rule", "TV-29")]
    public void Run_TimeoutZeroAndDrops_FailsAfterTheImmediateRetries()
    {
        Trace trace = ReferenceModel.Run(Script.Of(AlwaysDrops with { TimeoutSeconds = 0 }, Day, ResumeAtStart));

        Requests(trace).Should().Equal(0, 0, 0, 0);
        Errors(trace).Should().Equal((0, Aborted));
        trace.Reads[^1].ErrorCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "TV-30")]
    public void Run_SecondFileDropsOnce_IsUnseen()
    {
        ScriptJob job = new() { FileBytes = [100, 100], Fetches = [ScriptFetch.Completes(), ScriptFetch.Drops(Aborted)] };
        Trace trace = ReferenceModel.Run(Script.Of(job, Day, ResumeAtStart));

        trace.Transitions.Select(line => line.To).Should().Equal(State.Queued, State.Connecting, State.Transferring, State.Transferred);
        trace.Fetches.Select(fetch => fetch.File).Should().Equal(0, 1, 1);
        trace.Reads[^1].ErrorCount.Should().Be(0);
    }

    private static IEnumerable<long> Requests(Trace trace) => trace.Fetches.Select(fetch => fetch.AtMs);

    private static IEnumerable<(long AtMs, int Code)> Errors(Trace trace) =>
        trace.Transitions.Where(line => line.To == State.Error).Select(line => (line.AtMs, line.Code));
}
