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

    /// <summary>Shows all that happened, what is due so soon after it that it costs little room, and the outages that a job did not outlast.</summary>
    internal static SvgScale Of(IReadOnlyList<ManagerTimeline> shown) => new(shown.Max(manager => EndOf(manager.Timeline)));

    private static TimeSpan EndOf(JobTimeline timeline)
    {
        TimeSpan limit = timeline.End + (timeline.End / 4);
        return timeline.Lanes.SelectMany(lane => lane.Dues).Select(due => due.At).Where(at => at <= limit)
            .Concat(timeline.Lanes.SelectMany(lane => Missed(timeline, lane)))
            .Append(timeline.End).Append(timeline.End == TimeSpan.Zero ? Nothing : Shortest).Max();
    }

    /// <summary>The ends of the outages in which a job was given up. One that outlasts every job has none that would be worth seeing.</summary>
    private static IEnumerable<TimeSpan> Missed(JobTimeline timeline, JobLane lane)
    {
        TimeSpan over = lane.Last.Start;
        bool isGivenUp = lane.Last.State is BackgroundCopyJobState.Error or BackgroundCopyJobState.Cancelled;
        return timeline.Bands
            .Where(band => isGivenUp && band.IsOutage && band.Start <= over && over < band.End && band.End - over <= Defaults.JobInactivityTimeout)
            .Select(band => band.End);
    }

    /// <summary>In tenths of a pixel, computed in integers, so that it is the same on every machine.</summary>
    internal double X(TimeSpan at)
    {
        long ticks = Math.Clamp(at.Ticks, 0, End.Ticks);
        long tenths = (long)((Int128)ticks * (long)((Right - Left) * 10) / End.Ticks);
        return Left + (tenths / 10.0);
    }
}
