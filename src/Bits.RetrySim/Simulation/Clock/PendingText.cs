using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Why code that a clock runs does not end, in words.</summary>
internal static class PendingText
{
    private const int Shown = 10;

    internal static string Stuck(TimeSpan now, TimeSpan grace, List<string> pending) => Invariant(
        $"The code waits for something that never comes: at +{now:c} nothing is due any more. On the clock: {List(pending)}. What it waits for is not on the clock: a task of the thread pool, real time or I/O, or something that nobody completes; nothing came of it in {grace.TotalSeconds:0.###} s of real time.");

    internal static string OverLimit(TimeSpan limit, List<string> pending) => Invariant(
        $"The code has not ended at +{limit:c}, the limit of this run. Pending on the clock: {List(pending)}.");

    internal static string Timers(int count, TimeSpan first) => Invariant($"{count} timer{(count == 1 ? "" : "s")}, the first at +{first:c}");

    private static string List(List<string> pending) => pending.Count switch
    {
        0 => "nothing",
        <= Shown => string.Join("; ", pending),
        _ => string.Join("; ", pending.Take(Shown)) + Invariant($"; and {pending.Count - Shown} more"),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
