using System.Globalization;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Spans of time as people read and write them.</summary>
public sealed class DurationsTests
{
    [Theory]
    [InlineData("0:00:00", "0 s")]
    [InlineData("0:00:59", "59 s")]
    [InlineData("0:01:30", "1 min 30 s")]
    [InlineData("14.00:00:00", "14 d")]
    [InlineData("90.00:01:00", "90 d 1 min")]
    [InlineData("1.02:03:04.5", "1 d 2 h 3 min 4.5 s")]
    [InlineData("0:00:00.0000001", "0.0000001 s")]
    public void Text_IsExact(string span, string text) => Durations.Text(TimeSpan.Parse(span, CultureInfo.InvariantCulture)).Should().Be(text);

    [Theory]
    [InlineData("0", "0 s")]
    [InlineData("90", "1 min 30 s")]
    [InlineData("90s", "1 min 30 s")]
    [InlineData("15m", "15 min")]
    [InlineData("6h", "6 h")]
    [InlineData("14d", "14 d")]
    [InlineData("49710d", "49710 d")]
    [InlineData("4294967295", "49710 d 6 h 28 min 15 s")]
    [InlineData("1.5h", "1 h 30 min")]
    [InlineData("10 min", "10 min")]
    [InlineData("1 d 2 h 3 min 4 s", "1 d 2 h 3 min 4 s")]
    [InlineData("2 days", "2 d")]
    [InlineData("1h30m", "1 h 30 min")]
    [InlineData("01:30:00", "1 h 30 min")]
    [InlineData("1:30", "1 h 30 min")]
    [InlineData("14.00:00:01", "14 d 1 s")]
    [InlineData("0.5 min", "30 s")]
    public void Option_TakesSecondsAndUnits(string text, string meant) =>
        ToolRun.OutputOf("explain", "--timeout", text, "--delay", "49710d").Should().MatchRegex($"no-progress timeout +{meant}\n");

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("1w")]
    [InlineData("1.5")]
    [InlineData("1.00001m")]
    [InlineData("1dd")]
    [InlineData("1 30 s")]
    [InlineData("1:60:00")]
    [InlineData("1e3")]
    [InlineData("1111111111111111111111111111111111111111111111111111111111111111111111111111x")]
    [InlineData("0x10")]
    [InlineData("49711d")]
    [InlineData("99999999999999999999999999999999")]
    public void Option_RefusesEverythingElse(string text) =>
        ToolRun.ErrorOf(2, "explain", "--timeout", text).Should().Contain($"--timeout: '{text}' is ");
}
