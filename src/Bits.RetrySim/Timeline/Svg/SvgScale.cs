namespace Bits.RetrySim;

/// <summary>Where an instant lies on the time axis.</summary>
internal sealed class SvgScale
{
    internal const double Left = 232;
    internal const double Right = 1172;
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Nothing = TimeSpan.FromSeconds(1);

    private SvgScale(TimeSpan end) => End = end;

    /// <summary>The last instant shown.</summary>
    internal TimeSpan End { get; }

    /// <summary>Shows all that happened, and what is due so soon after it that it costs little room.</summary>
    internal static SvgScale Of(JobTimeline timeline)
    {
        TimeSpan limit = timeline.End + (timeline.End / 4);
        TimeSpan end = timeline.Lanes.SelectMany(lane => lane.Dues).Select(due => due.At).Where(at => at <= limit)
            .Append(timeline.End).Append(timeline.End == TimeSpan.Zero ? Nothing : Shortest).Max();
        return new SvgScale(end);
    }

    /// <summary>In tenths of a pixel, computed in integers, so that it is the same on every machine.</summary>
    internal double X(TimeSpan at)
    {
        long ticks = Math.Clamp(at.Ticks, 0, End.Ticks);
        long tenths = (long)((Int128)ticks * (long)((Right - Left) * 10) / End.Ticks);
        return Left + (tenths / 10.0);
    }
}
