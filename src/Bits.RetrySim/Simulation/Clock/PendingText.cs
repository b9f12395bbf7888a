namespace Bits.RetrySim;

/// <summary>Why code that a clock runs does not end, in words.</summary>
internal static class PendingText
{
    private const int Shown = 20;

    private const string NotOnTheClock =
        "what waits on the thread pool, in real time or for I/O, and what nobody completes (a TaskCompletionSource, a wait without a time limit)";

    /// <summary>Nothing is due any more, and the code waits all the same.</summary>
    internal static string Stuck(SimulatedClock clock, List<string> pending) => TimeText.Invariant(
        $"The code waits for something that does not come: at {At(clock)} nothing is due any more, and nothing came from elsewhere within {Grace(clock)}. Not on the clock is {NotOnTheClock}.{List(pending)}");

    /// <summary>The limit is reached.</summary>
    internal static string OverLimit(SimulatedClock clock, TimeSpan limit, List<string> pending) =>
        TimeText.Invariant($"The code has not ended within {limit:c}, up to {At(clock)}.{List(pending)}");

    /// <summary>The thread pool is at work, and does not come to an end.</summary>
    internal static string AtWork(SimulatedClock clock, int pieces, List<string> pending) => TimeText.Invariant(
        $"Not on the clock: the thread pool has been at work since {At(clock)}, for more than {Grace(clock)}, {(pieces == 0 ? "so much that nothing comes back" : $"with {TimeText.Count(pieces, "piece")} of the code")}. Time stands still meanwhile, so code must not wait there for anything on the clock; let it await.{List(pending)}");

    /// <summary>The code blocks the thread that moves the clock.</summary>
    internal static string Blocking(SimulatedClock clock) => TimeText.Invariant(
        $"The code blocks the thread that moves the clock: a wait such as .Result, .Wait() or WaitOne at {At(clock)} has not ended within {Grace(clock)}. Let it await instead.");

    /// <summary>Another thread has sent code here, and nobody moves the clock.</summary>
    internal static string NotTaken(SimulatedClock clock) => TimeText.Invariant(
        $"Code that another thread sent to a simulated clock had no turn at {At(clock)} within {Grace(clock)}, and will not run: nobody moves the clock, or its thread is blocked.");

    /// <summary>A timer and when it is due.</summary>
    internal static string Timer(SimulatedTimer timer) => $"timer{timer.Purpose} at {InstantText.Of(TimeSpan.FromTicks(timer.Instant))}";

    private static string At(SimulatedClock clock) => InstantText.Of(clock.Elapsed);

    private static string Grace(SimulatedClock clock) => TimeText.Invariant($"{clock.RealTimeGrace.TotalSeconds:0.###} s of real time (SimulatedClock.RealTimeGrace)");

    private static string List(List<string> pending)
    {
        if (pending.Count == 0)
        {
            return " Nothing is pending on the clock.";
        }

        string left = pending.Count > Shown ? TimeText.Invariant($"\n  and {pending.Count - Shown} more") : "";
        return " Pending on the clock:\n  " + string.Join("\n  ", pending.Take(Shown)) + left;
    }
}
