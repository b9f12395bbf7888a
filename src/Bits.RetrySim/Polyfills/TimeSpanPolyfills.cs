namespace Bits.RetrySim;

/// <summary>Arithmetic of time spans, rounded as the runtime does on others.</summary>
internal static class TimeSpanPolyfills
{
    extension(TimeSpan)
    {
        public static TimeSpan operator *(TimeSpan span, double factor) => OfTicks(Math.Round(span.Ticks * Number(factor, nameof(factor))));

        public static TimeSpan operator *(double factor, TimeSpan span) => span * factor;

        public static TimeSpan operator /(TimeSpan span, double divisor) => OfTicks(Math.Round(span.Ticks / Number(divisor, nameof(divisor))));

        public static double operator /(TimeSpan span, TimeSpan divisor) => span.Ticks / (double)divisor.Ticks;

        internal static bool TryParseExact(ReadOnlySpan<char> text, string format, IFormatProvider provider, out TimeSpan span) =>
            TimeSpan.TryParseExact(text.ToString(), format, provider, out span);
    }

    private static double Number(double value, string name) => double.IsNaN(value) ? throw new ArgumentException("TimeSpan does not accept floating point Not-a-Number values.", name) : value;

    /// <summary>2^63, which the longest span in ticks is as a floating point number, is that one.</summary>
    private static TimeSpan OfTicks(double ticks) => ticks switch
    {
        >= long.MinValue and < long.MaxValue => TimeSpan.FromTicks((long)ticks),
        (double)long.MaxValue => TimeSpan.MaxValue,
        _ => throw new OverflowException(),
    };
}
