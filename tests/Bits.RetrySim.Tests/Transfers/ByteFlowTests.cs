using System.Numerics;
using CsCheck;

namespace Bits.RetrySim.Tests;

[Trait("Decision", "D-7")]
public class ByteFlowTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(9_999, 0)]
    [InlineData(10_000, 1)]
    [InlineData(19_999, 1)]
    [InlineData(20_000, 2)]
    [InlineData(10 * Second, 10_000)]
    [InlineData(11 * Second, 10_000)]
    public void BytesAt_EightThousandBitsPerSecond_CountsWholeBytesUpToTheLimit(long now, long expected)
    {
        ByteFlow flow = new(0, 0, 8_000, 10_000);

        flow.BytesAt(now).Should().Be(expected);
    }

    [Fact]
    public void BytesAt_RateZero_StaysAndNeverArrives()
    {
        ByteFlow flow = new(5, 100, 0, 10);

        flow.BytesAt(long.MaxValue).Should().Be(5);
        flow.InstantOf(6).Should().BeNull();
        flow.LastByteAt(long.MaxValue).Should().BeNull();
    }

    [Fact]
    public void BytesAt_Unlimited_IsAtTheLimitAtOnce()
    {
        ByteFlow flow = new(5, 100, ByteFlow.Unlimited, 10);

        flow.BytesAt(100).Should().Be(10);
        flow.InstantOf(10).Should().Be(100);
        flow.InstantOf(11).Should().BeNull();
        flow.LastByteAt(100).Should().Be(100);
    }

    [Fact]
    public void Still_AnyInstant_KeepsItsBytes()
    {
        ByteFlow flow = ByteFlow.Still(7, 3);

        flow.BytesAt(3).Should().Be(7);
        flow.BytesAt(long.MaxValue).Should().Be(7);
        flow.InstantOf(7).Should().Be(3);
        flow.InstantOf(8).Should().BeNull();
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(ByteFlow.Unlimited)]
    public void BytesAt_BeforeTheFlowBegins_StaysAsItIs(long rate)
    {
        ByteFlow flow = new(5, 100 * Second, rate, 1_000);

        flow.BytesAt(0).Should().Be(5);
        flow.BytesAt((100 * Second) - 1).Should().Be(5);
        flow.LastByteAt(50 * Second).Should().BeNull();
        flow.InstantOf(6).Should().BeGreaterThanOrEqualTo(100 * Second);
    }

    [Fact]
    public void ChangedAt_BeforeTheFlowBegins_StillBeginsWhenItWould()
    {
        ByteFlow flow = new(5, 100 * Second, 8_000, 1_000);

        ByteFlow changed = flow.ChangedAt(40 * Second, 16_000, 2_000);

        changed.Should().Be(new ByteFlow(5, 100 * Second, 16_000, 2_000));
    }

    [Fact]
    public void ChangedAt_UnlimitedAtItsBeginning_KeepsTheBytesThatAreThere()
    {
        ByteFlow flow = new(0, 100, ByteFlow.Unlimited, 10);

        flow.ChangedAt(100, 8_000, 20).BytesAt(100).Should().Be(10);
    }

    [Fact]
    public void InstantOf_RateTheSecondDoesNotDivide_RoundsUpToATick()
    {
        // 80,000,000 bit-ticks at 3 bit/s: 26,666,666.67 ticks.
        new ByteFlow(0, 0, 3, 10).InstantOf(1).Should().Be(26_666_667);
    }

    [Fact]
    public void InstantOf_FarBeyondTheLastTick_IsNever()
    {
        new ByteFlow(0, 0, 1, long.MaxValue).InstantOf(long.MaxValue).Should().BeNull();
        new ByteFlow(0, long.MaxValue, 1, 10).InstantOf(1).Should().BeNull();
    }

    [Fact]
    public void BytesAt_LargestNumbers_DoesNotOverflow()
    {
        ByteFlow flow = new(0, 0, ByteFlow.Unlimited - 1, long.MaxValue, ByteFlow.BitTicksPerByte - 1);

        flow.BytesAt(long.MaxValue).Should().Be(long.MaxValue);
        flow.ChangedAt(long.MaxValue, 1, long.MaxValue).Bytes.Should().Be(long.MaxValue);
    }

    [Fact]
    public void InstantOf_EveryByteOfManySmallFlows_IsTheFirstTickOfTheByte()
    {
        foreach (long rate in (long[])[1, 3, 7, 8_000, 9_600, 8_000_000, 79_999_999, 80_000_000, 80_000_001, 10_000_000_000])
        {
            foreach (long credit in (long[])[0, 1, 40_000_000, 79_999_999])
            {
                ByteFlow flow = new(10, 1_000, rate, 40, credit);
                for (long bytes = 11; bytes <= 40; bytes++)
                {
                    long instant = flow.InstantOf(bytes)!.Value;

                    flow.BytesAt(instant).Should().BeGreaterThanOrEqualTo(bytes);
                    (instant == 1_000 ? 10 : flow.BytesAt(instant - 1)).Should().BeLessThan(bytes);
                    flow.LastByteAt(instant).Should().BeLessThanOrEqualTo(instant);
                }
            }
        }
    }

    [Fact]
    public void BytesAt_AnyFlow_IsTheIntegerPartOfTheExactQuotient()
    {
        Gen.Select(Gen.Long[0, 1L << 40], Gen.Long[1, 1L << 50], Gen.Long[0, 1L << 55], Gen.Long[0, 79_999_999]).Sample((bytes, rate, elapsed, credit) =>
        {
            ByteFlow flow = new(bytes, 17, rate, long.MaxValue, credit);
            BigInteger exact = bytes + ((((BigInteger)elapsed * rate) + credit) / ByteFlow.BitTicksPerByte);

            return flow.BytesAt(17 + elapsed) == (long)BigInteger.Min(exact, long.MaxValue);
        });
    }

    [Fact]
    public void ChangedAt_SameRateAtAnyInstants_ChangesNoByteAndNoInstant()
    {
        Gen.Select(Gen.Long[1, 100_000_000], Gen.Long[0, 20 * Second].Array[1, 8]).Sample((rate, instants) =>
        {
            ByteFlow whole = new(0, 0, rate, 1_000_000);
            ByteFlow split = whole;
            foreach (long instant in instants.Order())
            {
                split = split.ChangedAt(instant, rate, 1_000_000);
            }

            long last = instants.Max();
            long next = whole.BytesAt(last) + 1;
            return split.BytesAt(last) == whole.BytesAt(last)
                && split.BytesAt(30 * Second) == whole.BytesAt(30 * Second)
                && (next > 1_000_000 || split.InstantOf(next) == whole.InstantOf(next));
        });
    }

    [Fact]
    public void ChangedAt_AnyRates_TransfersExactlyTheSumOfItsPieces()
    {
        Gen.Select(Gen.Long[0, 50_000_000], Gen.Long[0, 3 * Second]).Array[1, 12].Sample(pieces =>
        {
            ByteFlow flow = new(0, 0, 0, long.MaxValue);
            BigInteger bitTicks = 0;
            long now = 0;
            foreach ((long rate, long length) in pieces)
            {
                flow = flow.ChangedAt(now, rate, long.MaxValue);
                bitTicks += (BigInteger)rate * length;
                now += length;
            }

            return flow.BytesAt(now) == (long)(bitTicks / ByteFlow.BitTicksPerByte);
        });
    }
}
