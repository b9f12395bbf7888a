namespace Bits.RetrySim;

/// <summary>Arithmetic of time spans, rounded as the runtime does on others.</summary>
internal static class TimeSpanPolyfills
{
    extension(TimeSpan)
    {
        public static TimeSpan operator *(TimeSpan span, double factor) => OfTicks(Math.Round(span.Ticks * factor));

        public static TimeSpan operator *(double factor, TimeSpan span) => span * factor;

        public static TimeSpan operator /(TimeSpan span, double divisor) => OfTicks(Math.Round(span.Ticks / divisor));

        public static double operator /(TimeSpan span, TimeSpan divisor) => span.Ticks / (double)divisor.Ticks;

        internal static bool TryParseExact(ReadOnlySpan<char> text, string format, IFormatProvider provider, out TimeSpan span) =>
            TimeSpan.TryParseExact(text.ToString(), format, provider, out span);
    }

    /// <summary>2^63 is the first number that is none any more.</summary>
    private static TimeSpan OfTicks(double ticks) =>
        ticks is >= long.MinValue and < -(double)long.MinValue ? TimeSpan.FromTicks((long)ticks) : throw new OverflowException();
}
