using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>Settings and spans of time in the words of whoever has to change them.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("14.00:00:00", "14d")]
    [InlineData("1.01:00:00", "25h")]
    [InlineData("00:10:00", "10m")]
    [InlineData("00:01:30", "90s")]
    [InlineData("00:00:00.5", "0.5s")]
    [InlineData("00:00:00.0000001", "0.0000001s")]
    public void Value_OnTheCommandLine_IsInTheGreatestUnitThatFits(string span, string expected) =>
        Wording.CommandLine.Value(TimeSpan.Parse(span, CultureInfo.InvariantCulture)).Should().Be(expected);

    [Theory]
    [InlineData("MinimumRetryDelay", "--delay")]
    [InlineData("GroupPolicy.JobInactivityTimeout", "--inactivity")]
    public void Of_AMemberThatIsAnOption_IsTheOption(string member, string option)
    {
        Wording.CommandLine.Has(member).Should().BeTrue();
        Wording.CommandLine.Of(member).Should().Be(option);
    }

    [Fact]
    public void Of_AMemberThatIsNone_IsTheMember()
    {
        Wording.CommandLine.Has("Priority").Should().BeFalse();
        Wording.CommandLine.Of("Priority").Should().Be("Priority");
        Wording.Json.Of("GroupPolicy.JobInactivityTimeout").Should().Be("\"policy.jobInactivityTimeout\"");
    }
}
