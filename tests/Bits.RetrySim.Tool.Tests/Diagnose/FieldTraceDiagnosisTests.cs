using Bits.RetrySim.Tests;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>What is read from the logs of real computers: the recorded runs, written as the events that they were taken from.</summary>
public sealed class FieldTraceDiagnosisTests
{
    private static readonly DateTimeOffset Start = new(2025, 3, 14, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Traces => [.. FieldTrace.Names];

    /// <summary>The delay that the gaps tell is the one with which the trace is replayed; or nothing is said of it.</summary>
    [Theory]
    [MemberData(nameof(Traces))]
    public void Trace_Delay_IsReadRightOrNotAtAll(string name)
    {
        FieldTrace trace = FieldTrace.Named(name);
        foreach ((Diagnosis diagnosis, FieldJob job) in Diagnose(trace))
        {
            if (diagnosis.Settings.Guess is { } guess)
            {
                guess.Delay.Should().Be(TimeSpan.FromSeconds(job.MinimumRetryDelay));
            }
        }
    }

    [Fact]
    public void Traces_Delay_IsReadFromThoseThatHaveSeveralGapsOrAUsualOne() =>
        FieldTrace.Names.Where(name => Diagnose(FieldTrace.Named(name)).Any(job => job.Diagnosis.Settings.Guess is not null)).Should().HaveCount(11);

    /// <summary>As many immediate retries as the client of a trace did not see.</summary>
    [Theory]
    [InlineData("S01-quick-retry", 3)]
    [InlineData("S02-quick-retry", 1)]
    [InlineData("S05-quick-retry", 2)]
    [InlineData("S06-quick-retry", 3)]
    [InlineData("S15-retry-delay", 0)]
    [InlineData("S29-connect-failure", 0)]
    [Trait("Rule", "RETRY-28")]
    public void Trace_ImmediateRetries_AreSeen(string name, int count) =>
        Diagnose(FieldTrace.Named(name)).Single().Diagnosis.ImmediateRetries.Should().HaveCount(count);

    [Theory]
    [InlineData("S22-offline", "TriedEarly", "TriedLate")]
    [InlineData("S24-service-restart", "ServiceStarted", "TriedEarly")]
    [InlineData("S25-service-restart", "ServiceStarted", "Stopped")]
    [InlineData("S26-sleep", "TriedLate")]
    [InlineData("S15-retry-delay")]
    public void Trace_WhatLetItBeTriedOtherwise_IsInferred(string name, params string[] kinds) =>
        Diagnose(FieldTrace.Named(name)).Single().Diagnosis.Nudges.Select(nudge => nudge.Kind.ToString()).Should().Equal(kinds);

    /// <summary>Every recorded run can be made a scenario that makes the same attempts, in their order and with their outcomes.</summary>
    [Theory]
    [MemberData(nameof(Traces))]
    public void Trace_Replayed_MakesTheSameAttempts(string name)
    {
        foreach ((Diagnosis diagnosis, FieldJob job) in Diagnose(FieldTrace.Named(name)))
        {
            ReplayCheck check = ReplayCheck.Of(ReplayScenario.Write([diagnosis], new Privacy(showsAll: false, []))!, [diagnosis]);

            check.Seen.Should().Be(job.Attempts.Count);
            check.Made.Should().Be(check.Seen);
        }
    }

    private static IEnumerable<(Diagnosis Diagnosis, FieldJob Job)> Diagnose(FieldTrace trace)
    {
        Evidence evidence = new([], [.. EventsOf(trace).OrderBy(entry => entry.At)], []);
        return ObservedJob.AllOf(evidence).Select(job => (DiagnosisMaker.Make(job), trace.Jobs.Single(other => IdOf(other) == job.Id)));
    }

    private static IEnumerable<LoggedEvent> EventsOf(FieldTrace trace) => trace.Environment
        .Where(change => change.Event == "serviceStarted")
        .Select(change => new LoggedEvent(LoggedEvent.ListLoaded, At(change.At)))
        .Concat(trace.Jobs.SelectMany(EventsOf));

    private static IEnumerable<LoggedEvent> EventsOf(FieldJob job)
    {
        LoggedEvent Of(int number, long at) => new(number, At(at)) { Job = IdOf(job), JobName = "job", Url = "https://cdn.example/file" };
        yield return Of(LoggedEvent.JobCreated, job.Created);
        foreach (FieldAttempt attempt in job.Attempts)
        {
            if (attempt.Began is { } began)
            {
                yield return Of(LoggedEvent.TransferStarted, began) with { Bytes = attempt.BytesBefore, Size = job.Size };
            }

            foreach (long changed in attempt.FileChangedAt)
            {
                yield return Of(LoggedEvent.TransferStopped, changed) with { Code = LoggedEvent.FileChanged };
            }

            yield return Of(attempt.IsFailure ? LoggedEvent.TransferFailed : LoggedEvent.TransferStopped, attempt.EndedAt) with
            {
                Code = attempt.Code,
                Bytes = attempt.ConnectFailed ? 0 : attempt.BytesAfter,
                Size = attempt.ConnectFailed ? null : job.Size,
            };
        }

        foreach (FieldCall call in job.Calls.Where(call => call.Call != "resume"))
        {
            yield return Of(call.Call == "cancel" ? LoggedEvent.JobCancelled : LoggedEvent.JobCompleted, call.At);
        }
    }

    private static DateTimeOffset At(long milliseconds) => Start.AddMilliseconds(milliseconds);

    private static Guid IdOf(FieldJob job) => new(job.Job, 0, 0, new byte[8]);
}
