namespace Bits.RetrySim;

/// <summary>What callbacks threw, in words: one line, however many they were.</summary>
internal static class AdvanceErrorText
{
    private const int LongestMessage = 300;

    private const string Switch = "BackgroundCopyManagerOptions.RethrowCallbackExceptions = false leaves what the callbacks of jobs throw to the log.";

    /// <summary>How many there were and until when, and how to have them not thrown.</summary>
    /// <param name="all">All of them.</param>
    /// <param name="firsts">The first of each kind.</param>
    /// <param name="now">Up to when the clock went.</param>
    internal static string Of(IReadOnlyCollection<Exception> all, Exception[] firsts, TimeSpan now)
    {
        string until = InstantText.Of(now);
        if (firsts.Length > 1)
        {
            IEnumerable<string> kinds = firsts.Select(first => $"{TimeText.Invariant($"{all.Count(error => error.GetType() == first.GetType()):N0}")} {first.GetType().Name}");
            return TimeText.Invariant($"{all.Count:N0} exceptions of {firsts.Length} kinds were thrown until {until}: {string.Join(", ", kinds)}. The first of each kind is told. ") + Switch;
        }

        return (all.Count > 1 ? TimeText.Invariant($"and {all.Count - 1:N0} more like it until {until}. ") : "") + Switch;
    }

    /// <summary>The first one, and what there is to say of the others.</summary>
    internal static string Told(Exception first, string remark)
    {
        string message = SafeText.OneLine(first.Message);
        string shown = message.Length > LongestMessage ? string.Concat(message.AsSpan(0, LongestMessage), "...") : message;
        return $"Thrown: {first.GetType().Name}: {shown} ({remark})";
    }
}
