namespace Bits.RetrySim.Polyfills;

/// <summary>Whole numbers of 128 bits, as far as the rates of a line need them: overflow is an error, as in the library's other arithmetic.</summary>
/// <remarks>In a namespace of its own, so that tests hold it against the one of the runtime.</remarks>
internal readonly struct Int128 : IEquatable<Int128>, IComparable<Int128>
{
    private const int HalfBits = 32;
    private const int WordBits = 64;

    private readonly ulong _low;
    private readonly long _high;

    private Int128(long high, ulong low) => (_high, _low) = (high, low);

    private bool IsNegative => _high < 0;

    public static implicit operator Int128(long value) => new(value >> (WordBits - 1), unchecked((ulong)value));

    /// <exception cref="OverflowException">It is no <see langword="long"/>.</exception>
    public static explicit operator long(Int128 value)
    {
        long low = unchecked((long)value._low);
        return value._high == low >> (WordBits - 1) ? low : throw new OverflowException();
    }

    public static Int128 operator -(Int128 value) => 0 - value;

    public static Int128 operator +(Int128 left, Int128 right)
    {
        ulong low = unchecked(left._low + right._low);
        long high = unchecked(left._high + right._high + (low < left._low ? 1 : 0));
        return ((left._high ^ high) & (right._high ^ high)) < 0 ? throw new OverflowException() : new Int128(high, low);
    }

    public static Int128 operator -(Int128 left, Int128 right)
    {
        ulong low = unchecked(left._low - right._low);
        long high = unchecked(left._high - right._high - (left._low < right._low ? 1 : 0));
        return ((left._high ^ right._high) & (left._high ^ high)) < 0 ? throw new OverflowException() : new Int128(high, low);
    }

    public static Int128 operator *(Int128 left, Int128 right)
    {
        (ulong leftHigh, ulong leftLow) = Magnitude(left);
        (ulong rightHigh, ulong rightLow) = Magnitude(right);
        if (leftHigh != 0 && rightHigh != 0)
        {
            throw new OverflowException();
        }

        (ulong high, ulong low) = Multiply(leftLow, rightLow);
        (ulong carry, ulong cross) = Multiply(leftHigh | rightHigh, leftHigh != 0 ? rightLow : leftLow);
        ulong sum = unchecked(high + cross);
        return carry != 0 || sum < high ? throw new OverflowException() : Signed(sum, low, left.IsNegative != right.IsNegative);
    }

    /// <summary>Rounded towards zero.</summary>
    public static Int128 operator /(Int128 left, Int128 right)
    {
        (ulong high, ulong low) = Magnitude(left);
        (ulong divisorHigh, ulong divisorLow) = Magnitude(right);
        if ((divisorHigh | divisorLow) == 0)
        {
            throw new DivideByZeroException();
        }

        // One bit after the other; the remainder stays below the divisor, which is at most 2^127, so that it can be doubled.
        ulong restHigh = 0;
        ulong restLow = 0;
        for (int bit = 0; bit < 2 * WordBits; bit++)
        {
            restHigh = (restHigh << 1) | (restLow >> (WordBits - 1));
            restLow = (restLow << 1) | (high >> (WordBits - 1));
            high = (high << 1) | (low >> (WordBits - 1));
            low <<= 1;
            if (restHigh > divisorHigh || (restHigh == divisorHigh && restLow >= divisorLow))
            {
                restHigh = unchecked(restHigh - divisorHigh - (restLow < divisorLow ? 1UL : 0));
                restLow = unchecked(restLow - divisorLow);
                low |= 1;
            }
        }

        return Signed(high, low, left.IsNegative != right.IsNegative);
    }

    public static Int128 operator %(Int128 left, Int128 right) => left - (left / right * right);

    public static bool operator ==(Int128 left, Int128 right) => left.Equals(right);

    public static bool operator !=(Int128 left, Int128 right) => !left.Equals(right);

    public static bool operator <(Int128 left, Int128 right) => left.CompareTo(right) < 0;

    public static bool operator >(Int128 left, Int128 right) => left.CompareTo(right) > 0;

    public static bool operator <=(Int128 left, Int128 right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Int128 left, Int128 right) => left.CompareTo(right) >= 0;

    public bool Equals(Int128 other) => _high == other._high && _low == other._low;

    public override bool Equals(object? obj) => obj is Int128 other && Equals(other);

    public override int GetHashCode() => (_high, _low).GetHashCode();

    public int CompareTo(Int128 other) => _high != other._high ? _high.CompareTo(other._high) : _low.CompareTo(other._low);

    private static (ulong High, ulong Low) Magnitude(Int128 value) =>
        value.IsNegative ? unchecked(((ulong)~value._high + (value._low == 0 ? 1UL : 0), ~value._low + 1)) : ((ulong)value._high, value._low);

    private static Int128 Signed(ulong high, ulong low, bool isNegative)
    {
        long signed = unchecked(isNegative ? (long)(~high + (low == 0 ? 1UL : 0)) : (long)high);
        ulong word = unchecked(isNegative ? ~low + 1 : low);
        bool isZero = (high | low) == 0;
        return !isZero && signed < 0 != isNegative ? throw new OverflowException() : new Int128(signed, word);
    }

    private static (ulong High, ulong Low) Multiply(ulong left, ulong right)
    {
        ulong lowest = (ulong)(uint)(left & uint.MaxValue) * (right & uint.MaxValue);
        ulong upper = (left >> HalfBits) * (right & uint.MaxValue);
        ulong lower = (left & uint.MaxValue) * (right >> HalfBits);
        ulong middle = (lowest >> HalfBits) + (upper & uint.MaxValue) + (lower & uint.MaxValue);
        return (((left >> HalfBits) * (right >> HalfBits)) + (upper >> HalfBits) + (lower >> HalfBits) + (middle >> HalfBits), (middle << HalfBits) | (lowest & uint.MaxValue));
    }
}
