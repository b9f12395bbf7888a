namespace Bits.RetrySim.Tests;

/// <summary>The same script leaves the same log, whatever the time provider and however it is moved.</summary>
[Trait("Rule", "D-5")]
[Trait("Rule", "D-6")]
public sealed class ProviderContractTests
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string script in ContractScript.All.Keys)
            {
                foreach (string driver in ProviderDriver.Names)
                {
                    cases.Add(script, driver);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Advance_AnyProvider_LeavesTheSameLog(string script, string driver)
    {
        string expected = ContractScript.Run(script, ProviderDriver.Simulated());

        string actual = ContractScript.Run(script, ProviderDriver.Named(driver, ContractScript.All[script].Step));

        actual.Should().Be(expected);
    }

    [Fact]
    [Trait("Rule", "TV-1")]
    public void Advance_DefaultsAndADeadOrigin_TriesFor14Days()
    {
        string[] log = Lines("TV-1");

        log.Count(line => line.Contains("ATTEMPT", StringComparison.Ordinal)).Should().Be(2017);
        log.Should().ContainSingle(line => line.Contains("-> Error", StringComparison.Ordinal)).Which.Should().StartWith("+000014.00:00:00.0000000");
    }

    [Fact]
    [Trait("Rule", "TV-2")]
    public void Advance_ShortTimeout_TriesThreeTimes()
    {
        string[] log = Lines("TV-2");

        Instants(log, "ATTEMPT").Should().Equal("00:00:00", "00:00:05", "00:00:10");
        Instants(log, "-> Error").Should().Equal("00:00:12");
        Instants(log, "JobError").Should().Equal("00:00:12");
    }

    [Fact]
    [Trait("Rule", "TV-8")]
    public void Advance_NetworkLostForAWhile_TriesWhenItIsBack()
    {
        string[] log = Lines("TV-8");

        Instants(log, "-> Queued").Take(2).Should().Equal("00:00:00", "00:03:20");
        Instants(log, "-> Connecting").Take(2).Should().Equal("00:00:00", "00:03:20");
    }

    [Fact]
    [Trait("Rule", "TV-12")]
    public void Advance_CallbackFailsTwice_IsCalledThreeTimes()
    {
        Instants(Lines("TV-12"), "JobError").Should().Equal("00:00:00", "00:00:00", "00:10:00", "00:10:00", "00:20:00");
    }

    [Fact]
    [Trait("Rule", "TV-14")]
    public void Advance_DownloadTimeIsUsedUp_Fails()
    {
        Instants(Lines("TV-14"), "-> Error").Should().Equal("00:10:10");
    }

    [Fact]
    [Trait("Rule", "POLICY-1")]
    public void Advance_NothingHappensFor90Days_CancelsAtThatInstant()
    {
        Lines("inactivity").Should().ContainSingle(line => line.Contains("-> Cancelled", StringComparison.Ordinal))
            .Which.Should().StartWith("+000090.00:00:00.0000000");
    }

    private static string[] Lines(string script) => ContractScript.Run(script, ProviderDriver.Simulated()).Split('\n');

    private static IEnumerable<string> Instants(IEnumerable<string> log, string text) => log
        .Where(line => line.Contains(text, StringComparison.Ordinal))
        .Select(line => line.Substring(8, 8));
}
