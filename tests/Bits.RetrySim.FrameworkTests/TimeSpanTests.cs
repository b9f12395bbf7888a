namespace Bits.RetrySim.Tests;

/// <summary>Arithmetic of time spans: of the runtime itself, or of what stands in for it.</summary>
public sealed class TimeSpanTests
{
    [Theory]
    [InlineData(3, 0.5, 2)]
    [InlineData(5, 0.5, 2)]
    [InlineData(-3, 0.5, -2)]
    [InlineData(10, 1.25, 12)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    [InlineData(1L << 62, 2, long.MaxValue)]
    [InlineData(long.MinValue, 1, long.MinValue)]
    public void Span_TimesAFactor_IsRoundedToTheEvenTick(long ticks, double factor, long expected)
    {
        (TimeSpan.FromTicks(ticks) * factor).Ticks.Should().Be(expected);
        (factor * TimeSpan.FromTicks(ticks)).Ticks.Should().Be(expected);
        (TimeSpan.FromTicks(ticks) / (1 / factor)).Ticks.Should().Be(expected);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(double.PositiveInfinity)]
    public void Span_ThatBecomesTooLong_Overflows(double factor)
    {
        Func<TimeSpan> many = () => TimeSpan.MaxValue * factor;
        Func<TimeSpan> parted = () => TimeSpan.MaxValue / (1 / factor);

        many.Should().Throw<OverflowException>();
        parted.Should().Throw<OverflowException>();
    }

    [Fact]
    public void Span_TimesWhatIsNoNumber_IsRefused()
    {
        Func<TimeSpan> times = static () => TimeSpan.FromTicks(1) * double.NaN;
        Func<TimeSpan> parted = static () => TimeSpan.FromTicks(1) / double.NaN;
        Func<TimeSpan> nothing = static () => TimeSpan.Zero / 0.0;

        times.Should().Throw<ArgumentException>().Which.ParamName.Should().Be("factor");
        parted.Should().Throw<ArgumentException>().Which.ParamName.Should().Be("divisor");
        nothing.Should().Throw<OverflowException>();
    }

    [Fact]
    public void Span_ByASpan_IsANumber() => (TimeSpan.FromHours(3) / TimeSpan.FromHours(2)).Should().Be(1.5);
}
