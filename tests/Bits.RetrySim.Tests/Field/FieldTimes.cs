namespace Bits.RetrySim.Tests;

/// <summary>
/// The two clocks of a replay. While the service does not run no time passes for the engine: after a stop all instants of the trace are engine
/// time plus the sum of the stops, and the system clock is set forward by it (CLOCK-4).
/// </summary>
internal sealed class FieldTimes
{
    private readonly List<(long From, long To)> _stops;

    internal FieldTimes(FieldTrace trace)
    {
        _stops = Spans(trace, "serviceStopped", "serviceStarted");
        Sleeps = Spans(trace, "sleep", "wake");
    }

    /// <summary>From when to when the computer sleeps; without a known end to the end of all time.</summary>
    internal IReadOnlyList<(long From, long To)> Sleeps { get; }

    /// <summary>The sum of the stops that are over; the replay adds each when it starts the service again.</summary>
    internal long Stopped { get; set; }

    /// <summary>How long the stop lasted that ends at an instant of the trace.</summary>
    internal long StopEndingAt(long at) => _stops.Where(stop => stop.To == at).Sum(stop => stop.To - stop.From);

    /// <summary>The engine's instant of an instant of the trace; within a stop it stands still.</summary>
    internal long ToEngine(long at) => at - _stops.Where(stop => stop.From < at).Sum(stop => Math.Min(stop.To, at) - stop.From);

    /// <summary>The instant of the trace at which the engine is.</summary>
    internal long ToTrace(long engine) => engine + Stopped;

    /// <summary>Whether the service does not run at an instant of the trace: it changes nothing any more, or not yet.</summary>
    internal bool IsStopped(long at) => _stops.Any(stop => at >= stop.From && at < stop.To);

    /// <summary>When the state of an instant came to be, at the latest: in a sleep nothing changes after its begin.</summary>
    internal long LastChangeBefore(long at) => Sleeps.Where(sleep => at > sleep.From && at < sleep.To).Select(sleep => sleep.From).Append(at).Min();

    private static List<(long From, long To)> Spans(FieldTrace trace, string begin, string end)
    {
        List<(long From, long To)> spans = [];
        foreach (FieldEvent change in trace.Environment)
        {
            if (change.Event == begin)
            {
                spans.Add((change.At, long.MaxValue));
            }
            else if (change.Event == end)
            {
                spans[^1] = (spans[^1].From, change.At);
            }
        }

        return spans;
    }

    /// <summary>Up to where the trace can be played: a service that never starts again does nothing more.</summary>
    internal long End(long observedUntil) => _stops.Where(stop => stop.To > observedUntil).Select(stop => stop.From).Append(observedUntil).Min();
}
