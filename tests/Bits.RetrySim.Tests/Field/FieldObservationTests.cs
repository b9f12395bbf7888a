namespace Bits.RetrySim.Tests;

/// <summary>How often BEHAVIOR.md says that a rule was seen in traces is how often it was.</summary>
public sealed class FieldObservationTests
{
    /// <summary>How much later than its delay a retry may begin, in milliseconds.</summary>
    private const long Lateness = 200;

    private static readonly (FieldTrace Trace, FieldJob Job)[] Jobs = [.. FieldTrace.Names.Select(FieldTrace.Named).SelectMany(trace => trace.Jobs, (trace, job) => (trace, job))];

    /// <summary>A failed attempt and the next one.</summary>
    private static readonly (FieldJob Job, FieldAttempt Failed, FieldAttempt Next)[] Retries =
        [.. Jobs.SelectMany(pair => pair.Job.Attempts.Zip(pair.Job.Attempts.Skip(1)), (pair, two) => (pair.Job, two.First, two.Second)).Where(retry => retry.First.IsFailure)];

    public static TheoryData<string, int> Observations => new()
    {
        { "RETRY-28", Retries.Count(IsImmediate) },
        { "STATE-32", Retries.Count(IsImmediate) },
        { "RETRY-1", Retries.Count(IsOnTheDelay) },
        { "RETRY-9", Jobs.Count(pair => pair.Job.NoProgressTimeout == 0) },
        { "RETRY-12", Jobs.Where(pair => pair.Trace.Phenomena.Contains("no-progress-timeout")).Sum(pair => pair.Job.States.Count(state => state.Value == BackgroundCopyJobState.Error)) },
        { "RETRY-21", Retries.Count(retry => retry.Next.Follows == "resume") },
        { "OQ-10", Retries.Count(retry => retry.Next.Follows == "resume") },
        { "NET-2", Retries.Count(retry => retry.Next.Follows == "networkBack") },
        { "NET-11", Retries.Count(retry => retry.Next.Follows == "networkChanged") },
        { "CLOCK-5", Retries.Count(retry => retry.Next.Follows == "wake") },
        { "CLOCK-8", Jobs.Count(pair => pair.Trace.Phenomena.Contains("service-restart")) },
        { "STATE-33", Jobs.Count(pair => pair.Trace.Phenomena.Contains("service-restart")) },
        { "OQ-13", Jobs.Count(pair => pair.Trace.Phenomena.Contains("service-restart")) },
        { "CONS-2", Jobs.SelectMany(pair => pair.Job.Attempts).Sum(attempt => attempt.FileChangedAt.Count) },
        { "ERR-27", Jobs.SelectMany(pair => pair.Job.Attempts).Count(attempt => attempt.ConnectFailed) },
    };

    [Theory]
    [MemberData(nameof(Observations))]
    public void Behavior_RuleWithTraces_CountsWhatTheyShow(string rule, int times)
    {
        times.Should().BePositive();
        BehaviorDocument.Rules.Single(row => row.Id == rule).Source.Should().Contain($"traces ({times})");
    }

    /// <summary>Nor does it count what no test counts.</summary>
    [Fact]
    public void Behavior_RulesWithACountOfTraces_AreAllCounted() =>
        BehaviorDocument.Rules.Where(row => row.Source.Contains("traces (", StringComparison.Ordinal)).Select(row => row.Id)
            .Should().BeEquivalentTo(Observations.Select(row => (string)row[0]));

    /// <summary>After the answer and before a byte, and at once (RETRY-28).</summary>
    private static bool IsImmediate((FieldJob Job, FieldAttempt Failed, FieldAttempt Next) retry) =>
        !retry.Failed.ConnectFailed
        && retry.Failed.BytesAfter == retry.Failed.BytesBefore
        && retry.Next.Follows is null
        && retry.Next.Earliest <= retry.Failed.EndedAt;

    private static bool IsOnTheDelay((FieldJob Job, FieldAttempt Failed, FieldAttempt Next) retry)
    {
        long late = retry.Next.FirstSign - retry.Failed.EndedAt - (1000L * retry.Job.MinimumRetryDelay);
        return !IsImmediate(retry) && Math.Abs(late) <= Math.Max(Lateness, retry.Next.StartSlack ?? 0);
    }
}
