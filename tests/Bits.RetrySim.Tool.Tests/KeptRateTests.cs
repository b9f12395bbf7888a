namespace Bits.RetrySim.Tool.Tests;

/// <summary>The limit of a download goes with its job.</summary>
public sealed class KeptRateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Apply_JobOfAnEarlierCommand_LimitsItsManager(bool isLimited)
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("download");
        if (isLimited)
        {
            KeptRate.Set(job, 8_000);
        }

        KeptRate.Apply(bits.Manager, job);

        bits.Manager.Policy.MaxInternetBandwidth.Should().Be(isLimited ? new BandwidthLimit(0, 0, 8_000) : null);
    }
}
