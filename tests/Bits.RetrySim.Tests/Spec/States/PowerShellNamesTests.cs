namespace Bits.RetrySim.Tests;

/// <summary>States print as users of PowerShell know them.</summary>
public sealed class PowerShellNamesTests
{
    [Theory]
    [Trait("Rule", "PS-1")]
    [InlineData(0, "Queued")]
    [InlineData(1, "Connecting")]
    [InlineData(2, "Transferring")]
    [InlineData(3, "Suspended")]
    [InlineData(4, "Error")]
    [InlineData(5, "TransientError")]
    [InlineData(6, "Transferred")]
    [InlineData(7, "Acknowledged")]
    [InlineData(8, "Cancelled")]
    public void State_Printed_HasTheNameOfPowerShell(int value, string name)
    {
        BackgroundCopyJobState state = (BackgroundCopyJobState)value;

        Enum.IsDefined(state).Should().BeTrue();
        state.ToString().Should().Be(name);
    }

    [Fact]
    [Trait("Rule", "PS-1")]
    public void State_Values_AreNine() => Enum.GetValues<BackgroundCopyJobState>().Should().HaveCount(9);

    [Fact]
    [Trait("Rule", "PS-1")]
    public void EventLog_Transitions_PrintTheNamesToo()
    {
        using Bench bench = new();
        bench.JobIn(BackgroundCopyJobState.TransientError);

        bench.Log.Text().Should().Contain("Connecting -> TransientError");
    }
}
