namespace Bits.RetrySim.Tool;

/// <summary>Guesses what a mistyped word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary>The end of a message: <c>; did you mean 'simulate'?</c>, or, if no known word is like the given one, all there are.</summary>
    internal static string For(string word, IEnumerable<string> known)
    {
        string[] names = [.. known];
        if (names.Length == 0)
        {
            return ".";
        }

        (string name, int distance) = names.Select(name => (name, Distance(word.ToLowerInvariant(), name))).MinBy(candidate => candidate.Item2);
        return distance <= Math.Max(2, name.Length / 2) ? $"; did you mean '{name}'?" : $"; there are {string.Join(", ", names)}.";
    }

    /// <summary>As <see cref="Spelling.Distance"/>; letters missing at the end of a beginning count as one.</summary>
    private static int Distance(string word, string name) =>
        word.Length > 1 && name.Contains(word, StringComparison.Ordinal) ? 1 : Spelling.Distance(word, name);
}
