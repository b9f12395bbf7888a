namespace Bits.RetrySim.Tests;

/// <summary>A thousand random scripts: the process ends at each commit of each of them, before anything of it is kept.</summary>
public sealed class DurableScriptTests
{
    private const int Scripts = 1_000;

    /// <summary>The next process has what was kept, as the rules say, and brings every job to its end.</summary>
    [Fact]
    [Trait("Runs", "Once")]
    [Trait("Rule", "LIFE-4")]
    [Trait("Rule", "CLOCK-4")]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "CLOCK-9")]
    [Trait("Rule", "CB-3")]
    public void Crash_AtEveryCommitOfAThousandScripts_LosesNothing()
    {
        int crashes = 0;
        int amid = 0;
        for (int seed = 1; seed <= Scripts; seed++)
        {
            using CrashScene scene = new(seed);
            foreach (CrashPoint point in scene.Play())
            {
                CrashScene.Recover(seed, point);
                crashes++;
                amid += point.InCallOf is null ? 0 : 1;
            }
        }

        crashes.Should().BeGreaterThan(Scripts * 10);
        amid.Should().BeGreaterThan(Scripts, "many a call was not over");
    }
}
