using System.Numerics;
using CsCheck;

namespace Bits.RetrySim.Tests;

public class EngineClockTests
{
    [Fact]
    public void Now_NewClock_IsZeroWhateverTheProviderReads()
    {
        new EngineClock(new Provider(1_000_000_000, 987_654_321_987)).Now.Should().Be(0);
        new EngineClock(new Provider(10_000_000, -55)).Now.Should().Be(0);
    }

    [Theory]
    [InlineData(1, 3, 30_000_000)]
    [InlineData(1_000, 1, 10_000)]
    [InlineData(32_768, 1, 305)]
    [InlineData(10_000_000, 123_456_789, 123_456_789)]
    [InlineData(1_000_000_000, 199, 1)]
    [InlineData(1_000_000_000, 9_000_000_000_000_000_000, 90_000_000_000_000_000)]
    [InlineData(3_579_545, 3_579_545L * 86_400 * 365 * 100, 864_000_000_000L * 365 * 100)]
    [InlineData(1_000, 922_337_203_684_999, 9_223_372_036_849_990_000)]
    [InlineData(1_000, 922_337_203_685_999, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue, 10_000_000)]
    [InlineData(1_000_000_000_000, 86_400_000_000_000_000, 864_000_000_000)]
    public void Now_AnyFrequency_IsExactAndRoundedDown(long frequency, long elapsed, long ticks)
    {
        Provider provider = new(frequency, 0);
        EngineClock clock = new(provider);
        provider.Timestamp = elapsed;

        clock.Now.Should().Be(ticks);
    }

    [Fact]
    public void Now_BeyondTheRangeOfTicks_IsClamped()
    {
        Provider provider = new(1, 0);
        EngineClock clock = new(provider);
        provider.Timestamp = long.MaxValue;

        clock.Now.Should().Be(long.MaxValue);
    }

    [Fact]
    [Trait("Rule", "CLOCK-1")]
    public void Now_LowerTimestamp_ReadsAsTheLastOne()
    {
        Provider provider = new(10_000_000, 1000);
        EngineClock clock = new(provider);
        provider.Timestamp = 1500;
        clock.Now.Should().Be(500);
        provider.Timestamp = 200;
        clock.Now.Should().Be(500);
        provider.Timestamp = 1501;
        clock.Now.Should().Be(501);
    }

    [Fact]
    public void Now_TimestampBelowTheFirst_ReadsAsZero()
    {
        Provider provider = new(1_000_000_000, 5000);
        EngineClock clock = new(provider);
        provider.Timestamp = -7_000_000;

        clock.Now.Should().Be(0);
    }

    [Fact]
    public void Now_ManyThreadsOnAJitteringProvider_NeverDecreases()
    {
        Provider provider = new(10_000_000, 0) { Jitters = true };
        EngineClock clock = new(provider);
        long[] decreases = new long[4];
        Thread[] threads = Enumerable.Range(0, decreases.Length).Select(i => new Thread(() =>
        {
            long last = 0;
            for (int n = 0; n < 50_000; n++)
            {
                long now = clock.Now;
                decreases[i] += now < last ? 1 : 0;
                last = now;
            }
        })
        { Name = $"reader {i}" }).ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, Guard.Join);

        decreases.Should().Equal(0, 0, 0, 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Constructor_FrequencyNotPositive_Throws(long frequency)
    {
        Action construct = () => _ = new EngineClock(new Provider(frequency, 0));
        construct.Should().Throw<InvalidOperationException>().WithMessage($"*{frequency}*");
    }

    [Fact]
    [Trait("Rule", "CLOCK-10")]
    public void UtcNow_SteppedSystemTime_FollowsTheWallClock()
    {
        SimulatedClock simulated = new();
        EngineClock clock = new(simulated);
        simulated.Advance(TimeSpan.FromSeconds(5));
        simulated.StepSystemTime(TimeSpan.FromDays(14));

        clock.UtcNow.Should().Be(new DateTimeOffset(2000, 1, 15, 0, 0, 5, TimeSpan.Zero));
        clock.Now.Should().Be(TimeSpan.FromSeconds(5).Ticks);
        clock.Provider.Should().BeSameAs(simulated);
    }

    [Fact]
    public void ToTimestamp_NeverAndBeyondTheRange_IsMaxValue()
    {
        EngineClock clock = new(new Provider(1_000_000_000, 1));
        clock.ToTimestamp(long.MaxValue).Should().Be(long.MaxValue);
        clock.ToTimestamp(long.MaxValue / 2).Should().Be(long.MaxValue);
        EngineClock exact = new(new Provider(10_000_000, 10));
        exact.ToTimestamp(long.MaxValue).Should().Be(long.MaxValue);
        exact.ToTimestamp(long.MaxValue - 5).Should().Be(long.MaxValue);
        exact.ToTimestamp(0).Should().Be(10);
    }

    /// <summary>The two conversions against the definition in unlimited integers; a failure prints the seed that repeats it.</summary>
    [Fact]
    public void Conversions_AnyValues_AgreeWithTheirDefinition()
    {
        Gen<long> frequency = Gen.OneOf(Gen.Const(1L), Gen.Const(1000L), Gen.Const(10_000_000L), Gen.Const(1_000_000_000L), Gen.Const(long.MaxValue), Gen.Long[1, long.MaxValue]);
        Gen.Select(frequency, Gen.Long, Gen.Long).Sample(
            (f, origin, value) =>
            {
                EngineClock clock = new(new Provider(f, origin));
                clock.ToInstant(value).Should().Be(Clamp(Floor(((BigInteger)value - origin) * 10_000_000, f)));
                BigInteger first = value == long.MaxValue ? long.MaxValue : origin - Floor(-((BigInteger)value * f), 10_000_000);
                clock.ToTimestamp(value).Should().Be(Clamp(first));
            },
            iter: 20_000);

        static BigInteger Floor(BigInteger dividend, BigInteger divisor)
        {
            BigInteger quotient = BigInteger.DivRem(dividend, divisor, out BigInteger remainder);
            return remainder.Sign < 0 ? quotient - 1 : quotient;
        }

        static long Clamp(BigInteger value) => (long)BigInteger.Max(long.MinValue, BigInteger.Min(long.MaxValue, value));
    }

    [Fact]
    public void ToTimestamp_OfAnInstant_IsTheFirstTimestampThatReadsIt()
    {
        EngineClock clock = new(new Provider(32_768, 77));
        for (long instant = 0; instant < 2000; instant++)
        {
            long timestamp = clock.ToTimestamp(instant);
            clock.ToInstant(timestamp).Should().BeGreaterThanOrEqualTo(instant);
            clock.ToInstant(timestamp - 1).Should().BeLessThan(instant);
        }
    }

    private sealed class Provider(long frequency, long timestamp) : TimeProvider
    {
        private long _reads;

        internal long Timestamp { get; set; } = timestamp;

        internal bool Jitters { get; init; }

        public override long TimestampFrequency => frequency;

        public override long GetTimestamp()
        {
            long read = Interlocked.Increment(ref _reads);
            return Jitters ? read - (read % 7 * 3) : Timestamp;
        }
    }
}
