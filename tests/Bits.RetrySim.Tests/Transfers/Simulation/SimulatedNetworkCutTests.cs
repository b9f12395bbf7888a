namespace Bits.RetrySim.Tests;

/// <summary>Many bodies that end at one instant, where bandwidth is limited.</summary>
public sealed class SimulatedNetworkCutTests : SimulatedNetworkScenario
{
    private const int Jobs = 200;

    public enum Cut
    {
        BrokenOff,
        SilentForTooLong,
    }

    [Theory]
    [Trait("Decision", "D-7")]
    [InlineData(Cut.BrokenOff)]
    [InlineData(Cut.SilentForTooLong)]
    public void RunTo_ManyBodiesCutAtOneInstant_EachIsToldAFewTimes(Cut cut)
    {
        Host.Outage(Seconds(10), Seconds(1_000), cut == Cut.BrokenOff ? SimulatedFault.HttpStatus(503) : SimulatedFault.NoAnswer);
        double fails = cut == Cut.BrokenOff ? 10 : 40;
        BeginAll();
        Manager.RunTo(fails - 1);
        int before = Manager.Scheduled;

        Manager.RunTo(fails);

        Manager.Jobs.Should().OnlyContain(job => job.LastError != 0);
        (Manager.Scheduled - before).Should().BeLessThan(3 * Jobs, "nobody's share matters any more at the instant at which its body is cut");
    }

    [Fact]
    [Trait("Decision", "D-7")]
    public void RunTo_ManyBodiesCutAtOneInstant_FailInTheOrderOfTheJobs()
    {
        Host.Outage(Seconds(10), Seconds(1_000), SimulatedFault.HttpStatus(503));
        BeginAll();

        Manager.RunTo(10);

        Log.Where(line => line.Contains("Failed", StringComparison.Ordinal)).Select(line => int.Parse(line.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture))
            .Should().Equal(Enumerable.Range(1, Jobs));
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void RunTo_SomeBodiesCutAtOneInstant_TheOthersShareWhatIsLeft()
    {
        Network.Host("other.example").Resource("/a", 1_000_000);
        FakeJob other = Begin("https://other.example/a");
        Host.Outage(Seconds(10), Seconds(1_000), SimulatedFault.HttpStatus(503));
        BeginAll();

        Manager.RunTo(9);
        other.Flow.BitsPerSecond.Should().BeLessThan(800_000 / Jobs);
        Manager.RunTo(10);

        other.Flow.BitsPerSecond.Should().Be(800_000);
    }

    private void BeginAll()
    {
        Network.BitsPerSecond = 800_000;
        for (int i = 0; i < Jobs; i++)
        {
            Begin();
        }
    }
}
