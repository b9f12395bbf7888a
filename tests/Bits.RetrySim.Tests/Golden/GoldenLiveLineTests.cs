using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>
/// There is one way through for bytes: over a line that reports from outside what the simulated one computes, at the same instants, the scripts leave
/// the same event log, ties included (D-47).
/// </summary>
/// <remarks>
/// Left out is what is so by the nature of a live line, which tells bytes with reports only. Lines of JobModification are not compared, since whoever asks
/// for them hears of bytes at other instants; nor are scripts whose clients fail such calls, which then fail other ones, or whose jobs end for inactivity,
/// since the last activity is when the last bytes were told. Scripts that bring a simulation of their own or report by hand have no simulated line to begin with.
/// </remarks>
[Collection(ListenerCollection.Name)]
public sealed class GoldenLiveLineTests(ITestOutputHelper output)
{
    /// <summary>Scripts whose logs are compared, and those left out: clients that fail calls of JobModification, and jobs that end for inactivity.</summary>
    private const int Compared = 299;
    private const int Excluded = 186;

    [Fact]
    [Trait("Decision", "D-47")]
    public void Scripts_OverALiveLine_LeaveTheSameLog()
    {
        GoldenScript[] all = [.. GoldenEdition.Present.Groups.Values.SelectMany(group => group).Where(script => !script.Setup.IsManual && script.Setup.Simulation is null)];
        ConcurrentQueue<string> differences = [];
        int compared = 0;
        int excluded = 0;

        Parallel.ForEach(all, script =>
        {
            GoldenRecord simulated = script.Run(new GoldenTwist { IsHeard = false, Line = network => network });
            GoldenRecord live = RunLive(script, simulated);
            if (GoldenLog.FailsModifications(simulated) || GoldenLog.FailsModifications(live) || EndsForInactivity(simulated) || EndsForInactivity(live))
            {
                Interlocked.Increment(ref excluded);
                return;
            }

            Interlocked.Increment(ref compared);
            foreach (string difference in new GoldenComparison(GoldenLog.WithoutModifications(simulated), GoldenLog.WithoutModifications(live)).DifferencesOf(GoldenArtefact.Log))
            {
                differences.Enqueue(difference);
            }
        });

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{all.Length} scripts, {compared} compared, {excluded} excluded, {differences.Count} differ"));
        differences.Order(StringComparer.Ordinal).Take(5).Should().BeEmpty();
        (compared, excluded).Should().Be((Compared, Excluded));
    }

    /// <summary>Whether the policy cancels a job, which depends on when its last byte was told: it is cancelled though nobody calls.</summary>
    private static bool EndsForInactivity(GoldenRecord record)
    {
        string[] lines = GoldenLog.Lines(record);
        return lines.Where((line, place) => line.Contains("-> Cancelled", StringComparison.Ordinal) && !lines[place - 1].EndsWith(" Cancel", StringComparison.Ordinal)).Any();
    }

    private static GoldenRecord RunLive(GoldenScript script, GoldenRecord simulated)
    {
        LiveNetwork? live = null;
        EventLog log = new();
        return script.Run(new GoldenTwist
        {
            IsHeard = false,
            Line = network => live = new LiveNetwork(network, InstantsOf(simulated[GoldenArtefact.Log])),
            Configure = options =>
            {
                options.EventLog = log;
                live!.Follow(log);
            },
        });
    }

    /// <summary>When anything happened at all.</summary>
    private static IEnumerable<TimeSpan> InstantsOf(string log) => log.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ')[0].TrimStart('+'))
        .Distinct()
        .Select(instant => TimeSpan.Parse(instant, CultureInfo.InvariantCulture));
}
