namespace Bits.RetrySim.Tests;

/// <summary>The words and measures that all the writers share.</summary>
public sealed class TimelineTextPartsTests
{
    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(1, "0.0001 ms")]
    [InlineData(15_000, "1.5 ms")]
    [InlineData(10_000_000, "1 s")]
    [InlineData(605_000_000, "1 min")]
    [InlineData(36_600_000_000, "1 h 1 min")]
    [InlineData(864_000_000_000 * 14, "14 d")]
    [InlineData((864_000_000_000 * 1000) + 36_000_000_000, "1,000 d 1 h")]
    public void Span_AnyLength_HasTheTwoLargestUnits(long ticks, string text) => TimeText.Span(TimeSpan.FromTicks(ticks)).Should().Be(text);

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1_500, "1.5 kB")]
    [InlineData(60_000_000, "60 MB")]
    [InlineData(499_999_999, "499 MB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void Bytes_AnyNumber_IsNeverRoundedUp(long bytes, string text) => TimeText.Bytes(bytes).Should().Be(text);

    [Theory]
    [InlineData(0x801901F7, "HTTP 503")]
    [InlineData(0x80072EE7, "name not resolved")]
    [InlineData(0x80200010, "network disconnected")]
    [InlineData(0x80001234, "0x80001234")]
    public void Short_Code_IsAFewWords(uint code, string text) => CodeText.Short(unchecked((int)code)).Should().Be(text);

    [Theory]
    [InlineData("plain \U0001F680 \u00E9", "plain \U0001F680 \u00E9")]
    [InlineData("a\r\nb", @"a\u000D\u000Ab")]
    [InlineData("\u202Etxt.exe\u2069\u2028", @"\u202Etxt.exe\u2069\u2028")]
    [InlineData("\uFFFF", @"\uFFFF")]
    public void OneLine_UnsafeCharacters_AreSpelled(string text, string line) => SafeText.OneLine(text).Should().Be(line);

    [Fact]
    public void OneLine_HalvesOfPairs_AreSpelled() => SafeText.OneLine("\uDC00a\uD83D\uDE80\uD83D").Should().Be("\\uDC00a\uD83D\uDE80\\uD83D");

    [Fact]
    public void Fit_TooLong_IsCutBetweenCharactersAsPeopleSeeThem()
    {
        string family = "\U0001F469\u200D\U0001F469\u200D\U0001F467";

        string cut = SvgText.Fit(string.Concat(Enumerable.Repeat(family, 20)), 14, 200);

        cut.Should().EndWith("\u2026").And.Subject.TrimEnd('\u2026').Replace(family, "", StringComparison.Ordinal).Should().BeEmpty();
        SvgText.Width(cut, 14).Should().BeLessThanOrEqualTo(200);
        SvgText.Fit("short", 14, 200).Should().Be("short");
    }
}
