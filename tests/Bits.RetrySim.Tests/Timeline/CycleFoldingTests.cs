using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

public sealed class CycleFoldingTests
{
    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 3)]
    [InlineData(10, 9)]
    public void Fold_EqualCycles_FoldsThreeOrMore(int attempts, int folded) =>
        CycleFolding.Fold(Cycles(attempts, _ => 600)).Select(run => run.Count).Should().Equal(folded == 0 ? [] : [folded]);

    [Fact]
    public void Fold_AnotherPeriod_BeginsAnotherRun() =>
        CycleFolding.Fold(Cycles(11, i => i < 5 ? 600 : 60)).Select(run => (run.Count, run.Period.TotalSeconds, run.FirstAttempt, run.LastAttempt))
            .Should().Equal((5, 600, 1, 5), (5, 60, 6, 10));

    [Fact]
    public void Fold_AnotherError_EndsTheRun() =>
        CycleFolding.Fold(Cycles(8, _ => 600, i => i == 3 ? 404 : 503)).Select(run => (run.Count, run.FirstAttempt)).Should().Equal((3, 1), (3, 5));

    [Fact]
    public void Fold_SomethingElseInACycle_EndsTheRun()
    {
        List<JobEvent> events = Cycles(9, _ => 600);
        events.Insert(15, new JobEvent(events[15].Instant, 1, JobEventKind.Call) { Call = JobCall.SetPriority, Argument = "Low" });

        CycleFolding.Fold(events).Select(run => run.Count).Should().Equal(3, 4);
    }

    [Fact]
    public void Fold_TheSameCallInEveryCycle_FoldsThem()
    {
        List<JobEvent> events = [.. Cycles(9, _ => 600).SelectMany(entry => entry.From == TransientError
            ? new[] { new JobEvent(entry.Instant, 1, JobEventKind.Call) { Call = JobCall.Resume }, entry }
            : [entry])];

        CycleFolding.Fold(events).Should().ContainSingle().Which.Count.Should().Be(8);
    }

    [Fact]
    public void Fold_Bytes_CountByWhatTheyGained()
    {
        static BackgroundCopyJobProgress At(long bytes) => new(1000, bytes, 1, 0);
        List<JobEvent> even = [.. Cycles(6, _ => 600).Select(entry => entry with { Progress = At((long)entry.Instant.TotalSeconds) })];
        List<JobEvent> uneven = [.. Cycles(6, _ => 600).Select(entry => entry with { Progress = At((long)(entry.Instant.TotalSeconds * entry.Instant.TotalSeconds)) })];

        CycleFolding.Fold(even).Should().ContainSingle();
        CycleFolding.Fold(uneven).Should().BeEmpty();
    }

    private static List<JobEvent> Cycles(int attempts, Func<int, int> period, Func<int, int>? status = null)
    {
        List<JobEvent> events = [];
        TimeSpan now = TimeSpan.Zero;
        for (int i = 0; i < attempts; i++)
        {
            int error = HResults.HttpStatus(status?.Invoke(i) ?? 503);
            events.Add(new JobEvent(now, 1, JobEventKind.Transition, Queued, Connecting, 0, i));
            events.Add(new JobEvent(now, 1, JobEventKind.Attempt, Attempt: i + 1));
            events.Add(new JobEvent(now, 1, JobEventKind.Transition, Connecting, TransientError, error, i + 1));
            now += TimeSpan.FromSeconds(period(i));
            events.Add(new JobEvent(now, 1, JobEventKind.Transition, TransientError, Queued, error, i + 1));
        }

        return events;
    }
}
