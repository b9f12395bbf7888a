namespace Bits.RetrySim;

/// <summary>How alike names are, for guesses what a mistyped one was meant to be.</summary>
internal static class Spelling
{
    /// <summary>The name of which another one is a slip of the fingers: one letter in four at most, and no more than three; null if there is none.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">What could be meant; the first of those that are equally like it is taken.</param>
    internal static string? Nearest(string word, IEnumerable<string> known)
    {
        int most = Math.Clamp(word.Length / 4, 1, 3);
        return known.Where(name => Math.Abs(name.Length - word.Length) <= most && name != word)
            .Select(name => (Name: name, Distance: Distance(word, name)))
            .Where(candidate => candidate.Distance <= most)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>How many letters must be put in, left out or replaced.</summary>
    internal static int Distance(string word, string name)
    {
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
