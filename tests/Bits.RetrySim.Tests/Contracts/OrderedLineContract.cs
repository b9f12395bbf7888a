namespace Bits.RetrySim.Tests;

/// <summary>What every line has to keep to besides whose server is emulated: nothing depends on chance.</summary>
public abstract class OrderedLineContract : TransferLineContract
{
    [Fact]
    public void Start_SeveralJobsAtOneInstant_AreAnsweredInTheirOrder()
    {
        foreach (int _ in Enumerable.Range(0, 5))
        {
            Begin(ServerFile.Missing);
        }

        Play();

        Manager.Log.Select(line => line.Split(' ')[2]).Should().Equal("1", "2", "3", "4", "5");
    }
}
