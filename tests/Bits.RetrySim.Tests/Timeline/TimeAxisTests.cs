namespace Bits.RetrySim.Tests;

public sealed class TimeAxisTests
{
    private const double Width = 940;

    [Theory]
    [InlineData(0.001, "0, 0.1 ms, 0.2 ms")]
    [InlineData(0.04, "0, 5 ms, 10 ms")]
    [InlineData(1, "0, 100 ms, 200 ms")]
    [InlineData(50, "0, 5 s, 10 s")]
    [InlineData(600, "0, 1 min, 2 min")]
    [InlineData(3600 * 4.5, "0, 30 min, 1 h")]
    [InlineData(86_400 * 2, "0, 6 h, 12 h")]
    [InlineData(86_400 * 14, "0, 1 d, 2 d")]
    [InlineData(86_400 * 100, "0, 1 wk, 2 wk")]
    [InlineData(86_400 * 400, "0, 30 d, 60 d")]
    [InlineData(86_400L * 366_000, "0, 36,500 d, 73,000 d")]
    public void Elapsed_FromMillisecondsToCenturies_HasRoundTicks(double seconds, string first)
    {
        IReadOnlyList<AxisTick> ticks = TimeAxis.Elapsed(TimeSpan.FromSeconds(seconds), Fits(TimeSpan.FromSeconds(seconds)));

        string.Join(", ", ticks.Take(3).Select(tick => tick.Label)).Should().Be(first);
        ticks.Should().HaveCountLessThan(20);
    }

    [Theory]
    [InlineData("2024-02-28T23:59:59.9900000Z", 0.04, "23:59:59.990, 23:59:59.995, 29 Feb")]
    [InlineData("2024-02-28T23:40:00Z", 3600, "23:40, 23:45, 23:50, 23:55, 29 Feb")]
    [InlineData("2024-02-27T22:00:00Z", 86_400 * 3, "28 Feb, 06:00, 12:00, 18:00, 29 Feb")]
    [InlineData("2024-02-20T12:00:00Z", 86_400 * 14, "21 Feb, 22 Feb, 23 Feb")]
    [InlineData("2017-09-20T10:15:00Z", 86_400 * 400, "Nov 2017, Jan 2018, Mar 2018")]
    [InlineData("2017-09-20T10:15:00Z", 86_400 * 4000, "2018, 2019, 2020")]
    public void Calendar_AnyStart_HasRoundTicks(string start, double seconds, string first)
    {
        DateTimeOffset begin = DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture);

        IReadOnlyList<AxisTick> ticks = TimeAxis.Calendar(begin, TimeSpan.FromSeconds(seconds), Fits(TimeSpan.FromSeconds(seconds)));

        string.Join(", ", ticks.Select(tick => tick.Label)).Should().StartWith(first);
        ticks.Should().HaveCountLessThan(20).And.OnlyContain(tick => tick.At >= TimeSpan.Zero && tick.At.TotalSeconds <= seconds);
    }

    [Fact]
    public void Calendar_EndOfTheCalendar_EndsThere()
    {
        DateTimeOffset start = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

        TimeAxis.Calendar(start, TimeSpan.FromDays(3650), _ => true).Should().OnlyContain(tick => tick.At <= DateTimeOffset.MaxValue - start);
    }

    private static Func<IReadOnlyList<AxisTick>, bool> Fits(TimeSpan end) => ticks => ticks.Count <= 1
        || ticks.Zip(ticks.Skip(1)).All(pair => (pair.Second.At - pair.First.At) / end * Width > SvgText.Width(pair.Second.Label, 12) + 20);
}
