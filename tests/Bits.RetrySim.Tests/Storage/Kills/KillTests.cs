using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>Processes that fetch real files are killed at random instants, again and again, until at last they may finish.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Lanes = 4;
    private const int KillsOfLane = 50;

    [Fact]
    [Trait("Runs", "Once")]
    [Trait("Rule", "LIFE-4")]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "CB-3")]
    public async Task Kill_AtRandomInstants_LosesNoJobAndNoByte()
    {
        await using FaultServer server = await FaultServer.StartAsync();
        server.PieceSize = 16 * 1024;
        using TemporaryDirectory directory = new();
        KillLane[] lanes = [.. Enumerable.Range(1, Lanes).Select(number => new KillLane(server, directory, number))];
        server.Sent = (path, length) => Array.Find(lanes, lane => lane.Owns(path))!.Hear(length);
        server.Stalling = path => Array.Find(lanes, lane => lane.Owns(path))!.HearStall();

        await Task.WhenAll(lanes.Select(static lane => Task.Run(() => lane.RunAsync(KillsOfLane))));

        output.WriteLine(string.Join('\n', lanes.Select(static lane => lane.Describe())));
        lanes.Sum(static lane => lane.Kills).Should().BeGreaterThanOrEqualTo(200);
        lanes.Sum(static lane => lane.KillsAmidBytes).Should().BeGreaterThan(20, "jobs have to be busy when they are killed");
        lanes.Sum(static lane => lane.KillsAmidCommits).Should().BePositive();
        lanes.Sum(static lane => lane.KillsAmidCompletes).Should().BePositive();
    }
}
