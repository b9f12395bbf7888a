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

    /// <summary>How many letters must be put in, left out or replaced; letters missing at the end of a beginning count as one.</summary>
    private static int Distance(string word, string name)
    {
        if (word.Length > 1 && name.Contains(word, StringComparison.Ordinal))
        {
            return 1;
        }

        int[] previous = [.. Enumerable.Range(0, name.Length + 1)];
        foreach (char letter in word)
        {
            int[] current = new int[name.Length + 1];
            current[0] = previous[0] + 1;
            for (int i = 1; i <= name.Length; i++)
            {
                int replaced = previous[i - 1] + (name[i - 1] == letter ? 0 : 1);
                current[i] = Math.Min(replaced, Math.Min(previous[i], current[i - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
