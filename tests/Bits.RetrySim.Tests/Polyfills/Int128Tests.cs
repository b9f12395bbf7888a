using System.Numerics;
using CsCheck;
using Ours = Bits.RetrySim.Polyfills.Int128;

namespace Bits.RetrySim.Tests;

/// <summary>The number of 128 bits for .NET Framework, beside that of the runtime and beside numbers without limit.</summary>
public sealed class Int128Tests
{
    private static readonly BigInteger Smallest = -(BigInteger.One << 127);
    private static readonly BigInteger Greatest = (BigInteger.One << 127) - 1;

    /// <summary>Numbers of all lengths, and those at the edges of words.</summary>
    private static readonly Gen<long> Longs = Gen.OneOf(
        Gen.Long,
        Gen.Int.Select(static number => (long)number),
        Gen.OneOf(0L, 1L, -1L, 2L, uint.MaxValue, (long)uint.MaxValue + 1, long.MaxValue, long.MaxValue - 1, long.MinValue, long.MinValue + 1));

    /// <summary>A number as the sum of two products, which reaches all lengths: made in each of the three ways.</summary>
    private static readonly Gen<Number> Numbers = Gen.Select(Longs, Longs, Longs, static (one, other, third) => Number.Of(one, other, third));

    [Fact]
    public void Arithmetic_OfAnyTwo_IsThatOfTheRuntime() =>
        Gen.Select(Numbers, Numbers).Sample(
            (left, right) =>
            {
                Check(() => left.Ours + right.Ours, left.Big + right.Big, () => checked(left.Real + right.Real));
                Check(() => left.Ours - right.Ours, left.Big - right.Big, () => checked(left.Real - right.Real));
                Check(() => left.Ours * right.Ours, left.Big * right.Big, () => checked(left.Real * right.Real));
                Check(() => -left.Ours, -left.Big, () => checked(-left.Real));
                if (right.Big != 0)
                {
                    Check(() => left.Ours / right.Ours, BigInteger.Divide(left.Big, right.Big), () => left.Real / right.Real);
                    Check(() => left.Ours % right.Ours, BigInteger.Remainder(left.Big, right.Big), () => left.Real % right.Real);
                }
            },
            iter: 20_000);

    [Fact]
    public void Comparison_OfAnyTwo_IsThatOfTheRuntime() =>
        Gen.Select(Numbers, Numbers).Sample(
            (left, right) => (left.Ours < right.Ours) == (left.Real < right.Real)
                && (left.Ours > right.Ours) == (left.Real > right.Real)
                && (left.Ours <= right.Ours) == (left.Real <= right.Real)
                && (left.Ours >= right.Ours) == (left.Real >= right.Real)
                && (left.Ours == right.Ours) == (left.Real == right.Real)
                && (left.Ours != right.Ours) == (left.Real != right.Real)
                && Math.Sign(left.Ours.CompareTo(right.Ours)) == Math.Sign(left.Real.CompareTo(right.Real))
                && left.Ours.Equals((object)left.Ours)
                && (left.Ours != right.Ours || left.Ours.GetHashCode() == right.Ours.GetHashCode()),
            iter: 20_000);

    [Fact]
    public void Conversion_ToALong_IsTheNumberOrOverflows() =>
        Numbers.Sample(
            number =>
            {
                Func<long> convert = () => (long)number.Ours;
                if (number.Big >= long.MinValue && number.Big <= long.MaxValue)
                {
                    convert().Should().Be((long)number.Big);
                }
                else
                {
                    convert.Should().Throw<OverflowException>();
                }
            },
            iter: 20_000);

    [Fact]
    public void Division_ByZero_IsRefused()
    {
        Func<Ours> divide = () => (Ours)1 / 0;

        divide.Should().Throw<DivideByZeroException>();
    }

    private static void Check(Func<Ours> ours, BigInteger big, Func<Int128> real)
    {
        if (big < Smallest || big > Greatest)
        {
            ours.Should().Throw<OverflowException>();
            real.Should().Throw<OverflowException>();
        }
        else
        {
            Number.BigOf(ours()).Should().Be(big);
            ((BigInteger)real()).Should().Be(big);
        }
    }

    /// <summary>One number in three ways.</summary>
    private sealed record Number(Ours Ours, Int128 Real, BigInteger Big)
    {
        internal static Number Of(long one, long other, long third)
        {
            Ours ours = ((Ours)one * other) + third;
            return new Number(ours, ((Int128)one * other) + third, ((BigInteger)one * other) + third);
        }

        /// <summary>The number, read off by words of 32 bits.</summary>
        internal static BigInteger BigOf(Ours number)
        {
            BigInteger big = 0;
            Ours rest = number;
            Ours word = 1L << 32;
            for (int place = 0; place < 4; place++)
            {
                big += (BigInteger)(long)(rest % word) << (32 * place);
                rest /= word;
            }

            return big;
        }
    }
}
