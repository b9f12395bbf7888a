namespace Bits.RetrySim.Tests;

/// <summary>What documentation comments show as code is part of what is compiled and run here.</summary>
public sealed class ExampleTests
{
    private static readonly string[] Runs = Quotation.Sources("Examples");

    /// <summary>The code with the member that shows it.</summary>
    public static TheoryData<string, string> Shown
    {
        get
        {
            TheoryData<string, string> shown = [];
            foreach ((string member, string code) in ShippedDocumentation.CodeBlocks)
            {
                shown.Add(member, code);
            }

            return shown;
        }
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void Documentation_CodeBlock_IsCompiledAndRun(string member, string code)
    {
        if (code.TrimStart().StartsWith('{'))
        {
            SimulationScript.Parse(code).Jobs.Should().NotBeEmpty(member);
            return;
        }

        Runs.Should().Contain(source => source.Contains(Quotation.Normalized(code), StringComparison.Ordinal), "{0} shows\n{1}", member, code);
    }

    [Theory]
    [InlineData("M:Bits.RetrySim.BitsSimulation.#ctor(System.Action{Bits.RetrySim.BackgroundCopyManagerOptions},Bits.RetrySim.SimulatedClock)")]
    [InlineData("M:Bits.RetrySim.BitsSimulation.At(System.TimeSpan,System.Action)")]
    [InlineData("M:Bits.RetrySim.BitsSimulation.Run(System.Func{System.Threading.Tasks.Task},System.Nullable{System.TimeSpan})")]
    [InlineData("M:Bits.RetrySim.BitsSimulation.RunToOutcome(Bits.RetrySim.BackgroundCopyJob,System.TimeSpan)")]
    [InlineData("M:Bits.RetrySim.BitsSimulation.RunUntil(Bits.RetrySim.BackgroundCopyJob,Bits.RetrySim.BackgroundCopyJobState,System.TimeSpan)")]
    [InlineData("M:Bits.RetrySim.BackgroundCopyManager.CreateJob(System.String)")]
    [InlineData("M:Bits.RetrySim.BackgroundCopyJob.AddFile(System.String,System.String)")]
    [InlineData("M:Bits.RetrySim.BackgroundCopyJob.Resume")]
    [InlineData("M:Bits.RetrySim.BackgroundCopyJob.Complete")]
    [InlineData("M:Bits.RetrySim.BackgroundCopyJob.WaitForOutcomeAsync(System.Threading.CancellationToken)")]
    [InlineData("P:Bits.RetrySim.BackgroundCopyJob.NotifyInterface")]
    [InlineData("P:Bits.RetrySim.BitsEnvironment.NetworkAvailable")]
    [InlineData("M:Bits.RetrySim.SimulatedClock.Advance(System.TimeSpan)")]
    [InlineData("M:Bits.RetrySim.SimulatedNetwork.Host(System.String)")]
    [InlineData("M:Bits.RetrySim.SimulatedHost.Resource(System.String,System.Int64,System.Nullable{System.DateTimeOffset})")]
    [InlineData("M:Bits.RetrySim.SimulatedHost.Fails(Bits.RetrySim.SimulatedFault)")]
    [InlineData("M:Bits.RetrySim.SimulatedHost.Outage(System.TimeSpan,System.TimeSpan,Bits.RetrySim.SimulatedFault)")]
    public void Member_MuchUsed_HasAnExample(string member) => ShippedDocumentation.WithInherited(member).Should().Contain(element => element.Name == "example");
}
