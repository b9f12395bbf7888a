using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>
/// Code in virtual time (D-48) under whatever context its caller has, so often that what happens seldom would happen; by itself, as beside other tests it would wait
/// for the pool each time.
/// </summary>
[Collection(nameof(PoolOfProcess))]
public sealed class SimulatedClockRunContextTests
{
    /// <summary>The first await of ordinary code captures the context of the test framework, whichever it is.</summary>
    [Trait("Runs", "Once")]
    [Fact]
    public async Task Run_OrdinaryCodeUnderAnyContext_LeavesTheSameLogEachTime()
    {
        const int Threads = 8;
        const int RunsOfEach = 1_250;
        SynchronizationContext? context = SynchronizationContext.Current;
        ConcurrentBag<string> logs = [];
        CallOnThread[] calls = [.. Enumerable.Range(0, Threads).Select(_ => CallOnThread.Begin(() => RunOften(context, RunsOfEach, logs)))];

        (await Task.WhenAll(calls.Select(static call => call.Failure))).Should().OnlyContain(static failure => failure == null);
        logs.Should().HaveCount(Threads * RunsOfEach).And.OnlyContain(static log => log == "poll 30, poll 60, poll 90, done 90");
    }

    private static void RunOften(SynchronizationContext? context, int runs, ConcurrentBag<string> logs)
    {
        for (int run = 0; run < runs; run++)
        {
            SynchronizationContext.SetSynchronizationContext(run % 2 == 0 ? new SynchronizationContext() : context);
            SimulatedClock clock = new();
            List<string> log = [];
            clock.Run(async () =>
            {
                for (int poll = 0; poll < 3; poll++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(30), clock);
                    log.Add(FormattableString.Invariant($"poll {clock.Elapsed.TotalSeconds}"));
                }

                log.Add(FormattableString.Invariant($"done {clock.Elapsed.TotalSeconds}"));
            });
            logs.Add(string.Join(", ", log));
        }
    }
}
