namespace Bits.RetrySim.Tests;

[Trait("Rule", "POLICY-5")]
public sealed class BandwidthLimitTests
{
    [Theory]
    [InlineData(8, 17, 7, null)]
    [InlineData(8, 17, 8, 1_000_000L)]
    [InlineData(8, 17, 16, 1_000_000L)]
    [InlineData(8, 17, 17, null)]
    [InlineData(22, 6, 21, null)]
    [InlineData(22, 6, 22, 1_000_000L)]
    [InlineData(22, 6, 0, 1_000_000L)]
    [InlineData(22, 6, 5, 1_000_000L)]
    [InlineData(22, 6, 6, null)]
    [InlineData(22, 0, 23, 1_000_000L)]
    [InlineData(22, 0, 0, null)]
    [InlineData(5, 5, 5, 1_000_000L)]
    [InlineData(5, 5, 4, 1_000_000L)]
    public void BitsPerSecondAt_Hour_IsThatOfTheInterval(int from, int to, int hour, long? expected) =>
        new BandwidthLimit(from, to, 1000).BitsPerSecondAt(hour).Should().Be(expected);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2_000)]
    [InlineData(2, 2_000)]
    [InlineData(3, 3_000)]
    [InlineData(int.MaxValue, 2_147_483_647_000)]
    public void BitsPerSecondAt_LowValue_IsRaisedUnlessItIsZero(int kilobits, long expected)
    {
        BandwidthLimit limit = new(8, 17, kilobits, kilobits);

        limit.BitsPerSecondAt(12).Should().Be(expected);
        limit.BitsPerSecondAt(20).Should().Be(expected);
        limit.IsConstant.Should().BeTrue();
    }

    [Theory]
    [InlineData(8, 17, 0, null, false)]
    [InlineData(8, 17, 1, 3, false)]
    [InlineData(8, 17, 1, 2, true)]
    [InlineData(8, 8, 0, null, true)]
    public void IsConstant_AnyLimit_LooksAtWhatIsInForce(int from, int to, int inside, int? outside, bool expected) =>
        new BandwidthLimit(from, to, inside, outside).IsConstant.Should().Be(expected);

    [Theory]
    [InlineData(-1, 0, 0, null, "FromHour")]
    [InlineData(24, 0, 0, null, "FromHour")]
    [InlineData(0, -1, 0, null, "ToHour")]
    [InlineData(0, 24, 0, null, "ToHour")]
    [InlineData(0, 0, -1, null, "KilobitsPerSecond")]
    [InlineData(0, 0, 0, -1, "KilobitsPerSecondOutside")]
    public void Constructor_OutOfRange_NamesTheArgument(int from, int to, int inside, int? outside, string argument)
    {
        Action act = () => _ = new BandwidthLimit(from, to, inside, outside);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(argument)
            .Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void With_OutOfRange_NamesTheProperty()
    {
        BandwidthLimit limit = new(8, 17, 100);
        Action hour = () => _ = limit with { ToHour = 24 };
        Action rate = () => _ = limit with { KilobitsPerSecondOutside = -2 };

        hour.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("ToHour");
        rate.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("KilobitsPerSecondOutside");
        (limit with { ToHour = 18 }).BitsPerSecondAt(17).Should().Be(100_000);
    }
}
