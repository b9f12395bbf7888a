using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim;

/// <summary>What is said of a lane as a whole.</summary>
internal static class LaneText
{
    /// <summary>The job's name, or its number if it has none.</summary>
    internal static string Name(JobLane lane) => lane.Name.Length == 0 ? TimeText.Invariant($"job {lane.Number}") : SafeText.OneLine(lane.Name);

    /// <summary>Where it is in the end, and since when.</summary>
    internal static string Ending(JobLane lane)
    {
        string since = "+" + TimeText.Span(lane.Last.Start);
        bool isDue = lane.Dues.Any(due => due.IsEnd && due.At == lane.Last.Start);
        return lane.Last.State switch
        {
            Acknowledged => "complete at " + since,
            Cancelled => (isDue ? "cancelled by policy at " : "cancelled at ") + since,
            Error => (isDue ? "given up at " : "failed at ") + since,
            Transferred => "transferred at " + since,
            _ => $"{StateName(lane.Last.State).ToLowerInvariant()} since {since}",
        };
    }

    /// <summary>A state as BITS writes it, in words.</summary>
    internal static string StateName(BackgroundCopyJobState state) => state == TransientError ? "Transient error" : state.ToString();

    /// <summary>How much of it is here.</summary>
    internal static string Bytes(JobLane lane)
    {
        string here = lane.BytesTotal is { } total && total != lane.Bytes ? $"{TimeText.Bytes(lane.Bytes)} of {TimeText.Bytes(total)}" : TimeText.Bytes(lane.Bytes);
        return lane.DiscardedBytes == 0 ? here : $"{here}, {TimeText.Bytes(lane.DiscardedBytes)} discarded";
    }

    /// <summary>How often it was tried.</summary>
    internal static string Attempts(JobLane lane) => lane.Failures == 0
        ? TimeText.Count(lane.Attempts.Count, "attempt")
        : $"{TimeText.Count(lane.Attempts.Count, "attempt")}, {TimeText.Invariant($"{lane.Failures:N0}")} failed";

    /// <summary>What is due for it.</summary>
    internal static string Outlook(JobLane lane) => string.Join(", ", lane.Dues.Where(due => due.IsPending).Select(due => Due(due)));

    /// <summary>A due instant that lies ahead, or has come.</summary>
    internal static string Due(LaneDue due) => (due.Kind, due.IsPending) switch
    {
        (LaneDueKind.Retry, true) => "next attempt at +" + TimeText.Span(due.At),
        (LaneDueKind.GivesUp, true) => "gives up at +" + TimeText.Span(due.At),
        (LaneDueKind.DownloadTimeOver, true) => "maximum download time over at +" + TimeText.Span(due.At),
        (LaneDueKind.Answer, true) => "fails without an answer at +" + TimeText.Span(due.At),
        (LaneDueKind.Cancelled, true) => "cancelled by policy at +" + TimeText.Span(due.At),
        (LaneDueKind.Retry, false) => "retry",
        (LaneDueKind.AtOnce, _) => "tried at once",
        (LaneDueKind.BeginsAgain, _) => "file begins again",
        (LaneDueKind.GivesUp, false) => "gave up",
        _ => "cancelled by policy",
    };

    /// <summary>What is said of jobs that are not shown: how many, and where they are in the end; empty if there are none.</summary>
    internal static string Others(IReadOnlyList<JobLane> lanes)
    {
        IEnumerable<string> states = lanes.GroupBy(lane => lane.Last.State).OrderBy(group => group.Key)
            .Select(group => TimeText.Invariant($"{group.Count():N0} {StateName(group.Key).ToLowerInvariant()}"));
        return lanes.Count == 0 ? "" : $"And {TimeText.Count(lanes.Count, "more job")}, not drawn: {string.Join(", ", states)}";
    }

    internal static string Sentence(JobLane lane)
    {
        string outlook = Outlook(lane);
        return TimeText.Invariant($"job {lane.Number}  {Name(lane)}: {Ending(lane)}; {Attempts(lane)}; {Bytes(lane)}") + (outlook.Length == 0 ? "" : "; " + outlook);
    }
}
