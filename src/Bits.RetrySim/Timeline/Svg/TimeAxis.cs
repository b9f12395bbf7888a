namespace Bits.RetrySim;

/// <summary>Finds instants that are round and not too close to each other: of elapsed time from milliseconds to centuries, and of the calendar.</summary>
internal static class TimeAxis
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static readonly TimeSpan[] Steps =
    [
        .. Spans(TimeSpan.FromMicroseconds(1), 100, 200, 500),
        .. Spans(TimeSpan.FromMilliseconds(1), 1, 2, 5, 10, 20, 50, 100, 200, 500),
        .. Spans(TimeSpan.FromSeconds(1), 1, 2, 5, 10, 15, 30),
        .. Spans(TimeSpan.FromMinutes(1), 1, 2, 5, 10, 15, 30),
        .. Spans(TimeSpan.FromHours(1), 1, 2, 3, 6, 12),
        .. Spans(Day, 1, 2, 7, 14),
    ];

    private static readonly TimeSpan[] LongSteps = [.. Spans(Day, 30, 60, 90, 180, 365, 730, 1_825, 3_650, 18_250, 36_500, 365_000)];

    private static readonly int[] Months = [1, 2, 3, 6, 12, 24, 60, 120, 600, 1_200, 12_000];

    /// <summary>Ticks of elapsed time.</summary>
    /// <param name="end">The end of the axis.</param>
    /// <param name="fits">Whether so many ticks have room.</param>
    internal static IReadOnlyList<AxisTick> Elapsed(TimeSpan end, Func<IReadOnlyList<AxisTick>, bool> fits) => FirstFitting(
        Steps.Concat(LongSteps).Where(step => end / step < 1000).Select(step => Elapsed(end, step)), fits);

    /// <summary>Ticks of the calendar, in UTC.</summary>
    internal static IReadOnlyList<AxisTick> Calendar(DateTimeOffset start, TimeSpan end, Func<IReadOnlyList<AxisTick>, bool> fits) => FirstFitting(
        Steps.Where(step => end / step < 1000).Select(step => Calendar(start, end, step))
            .Concat(Months.Where(months => end.TotalDays / 30 / months < 1000).Select(months => Calendar(start, end, months))),
        fits);

    private static IEnumerable<TimeSpan> Spans(TimeSpan unit, params int[] counts) => counts.Select(count => unit * count);

    private static IReadOnlyList<AxisTick> FirstFitting(IEnumerable<IReadOnlyList<AxisTick>> candidates, Func<IReadOnlyList<AxisTick>, bool> fits) =>
        candidates.FirstOrDefault(fits) ?? [];

    private static List<AxisTick> Elapsed(TimeSpan end, TimeSpan step)
    {
        List<AxisTick> ticks = [];
        for (TimeSpan at = TimeSpan.Zero; at <= end; at += step)
        {
            ticks.Add(new AxisTick(at, ElapsedLabel(at, step)));
        }

        return ticks;
    }

    private static string ElapsedLabel(TimeSpan at, TimeSpan step)
    {
        bool isWeeks = step.Ticks % (7 * TimeSpan.TicksPerDay) == 0 && step < TimeSpan.FromDays(30);
        return at == TimeSpan.Zero ? "0" : isWeeks ? TimeText.Invariant($"{at.Days / 7} wk") : TimeText.Span(at);
    }

    private static List<AxisTick> Calendar(DateTimeOffset start, TimeSpan end, TimeSpan step)
    {
        List<AxisTick> ticks = [];
        long first = (start.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks;
        for (TimeSpan at = TimeSpan.FromTicks(first - start.UtcTicks); at <= end && at <= DateTimeOffset.MaxValue - start; at += step)
        {
            DateTime time = (start + at).UtcDateTime;
            ticks.Add(new AxisTick(at, TimeLabel(time, step)));
        }

        return ticks;
    }

    private static List<AxisTick> Calendar(DateTimeOffset start, TimeSpan end, int months)
    {
        List<AxisTick> ticks = [];
        int month = ((start.UtcDateTime.Year - 1) * 12) + start.UtcDateTime.Month - 1;
        for (month -= month % months; month < 12 * 9999; month += months)
        {
            DateTime time = new((month / 12) + 1, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
            TimeSpan at = time - start.UtcDateTime;
            if (at > end)
            {
                break;
            }

            if (at >= TimeSpan.Zero)
            {
                ticks.Add(new AxisTick(at, months < 12 ? TimeText.Invariant($"{time:MMM yyyy}") : TimeText.Invariant($"{time:yyyy}")));
            }
        }

        return ticks;
    }

    /// <summary>Midnight shows the day that begins.</summary>
    private static string TimeLabel(DateTime time, TimeSpan step) =>
        time.TimeOfDay == TimeSpan.Zero ? TimeText.Invariant($"{time:d MMM}")
        : step < TimeSpan.FromMilliseconds(1) ? TimeText.Invariant($"{time:HH:mm:ss.ffff}")
        : step < TimeSpan.FromSeconds(1) ? TimeText.Invariant($"{time:HH:mm:ss.fff}")
        : step < TimeSpan.FromMinutes(1) ? TimeText.Invariant($"{time:HH:mm:ss}")
        : TimeText.Invariant($"{time:HH:mm}");
}
