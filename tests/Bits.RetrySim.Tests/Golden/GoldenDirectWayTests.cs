using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>
/// A retry that fails where it begins may be made in one step: whether it is, nobody can tell. Nobody listens here, since whoever does sees the
/// single steps, and the short way is not taken at all.
/// </summary>
[Collection(ListenerCollection.Name)]
public sealed class GoldenDirectWayTests(ITestOutputHelper output)
{
    /// <summary>In at least so many scripts the short way is taken at all; else the comparison would say little.</summary>
    private const int FewestShortened = 80;
    private const int ForetoldScripts = 120;
    private const ulong ForetoldSeed = 60_000;
    private const string Foretold = "foretold";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Runs", "Once")]
    public void Scripts_WithAndWithoutTheDirectWay_LeaveTheSameBehind(bool recorded)
    {
        // Bytes that are reported by hand are not foretold. Those of the corpus alone seldom let a retry be made in one step.
        GoldenScript[] scripts =
        [
            .. GoldenEdition.Present.Groups.Values.SelectMany(group => group).Where(script => !script.Setup.IsManual),
            .. GoldenDrawnScripts.Make(Foretold, ForetoldSeed, ForetoldScripts, GoldenProfile.Foretold),
        ];
        ConcurrentQueue<string> differences = [];
        int shortened = 0;
        long spared = 0;

        Parallel.ForEach(scripts, script =>
        {
            (GoldenRecord direct, long counted) = Run(script, takesDirectWay: true, recorded);
            (GoldenRecord ordinary, long none) = Run(script, takesDirectWay: false, recorded);
            none.Should().Be(0);
            if (counted > 0)
            {
                Interlocked.Increment(ref shortened);
                Interlocked.Add(ref spared, counted);
            }

            foreach (string difference in new GoldenComparison(ordinary, direct).Differences())
            {
                differences.Enqueue(difference);
            }
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scripts.Length} scripts, {shortened} of them shortened, {spared} retries in one step"));
        differences.Take(5).Should().BeEmpty();
        shortened.Should().BeGreaterThanOrEqualTo(FewestShortened);
    }

    private static (GoldenRecord Record, long Spared) Run(GoldenScript script, bool takesDirectWay, bool recorded)
    {
        List<CountingTransport> counting = [];
        GoldenRecord record = script.Run(new GoldenTwist
        {
            IsHeard = false,
            Line = network =>
            {
                if (script.Group == Foretold)
                {
                    network.OnRequests(2, 60, SimulatedFault.HttpStatus(503));
                }

                counting.Add(new CountingTransport(network));
                return counting[^1];
            },
            Configure = options =>
            {
                options.TakesDirectWay = takesDirectWay;
                options.RecordEvents = recorded;
            },
        });
        return (record, counting.Sum(transport => transport.Spared));
    }
}
