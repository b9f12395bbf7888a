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
    public void Run_OrdinaryCodeUnderAnyContext_LeavesTheSameLogEachTime()
    {
        const int Runs = 10_000;
        string[] expected = ["poll 30", "poll 60", "poll 90", "done 90"];
        SynchronizationContext? before = SynchronizationContext.Current;
        for (int run = 0; run < Runs; run++)
        {
            SynchronizationContext.SetSynchronizationContext(run % 2 == 0 ? new SynchronizationContext() : before);
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
            log.Should().Equal(expected);
        }

        SynchronizationContext.SetSynchronizationContext(before);
    }
}
