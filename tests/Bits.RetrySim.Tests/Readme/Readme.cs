namespace Bits.RetrySim.Tests;

/// <summary>The README, for tests that hold it against what it speaks of.</summary>
internal static class Readme
{
    internal static string Text { get; } = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));

    /// <summary>What stands between a pair of markers, without the line ends around it.</summary>
    internal static string Between(string marker)
    {
        string begin = $"<!-- {marker} -->\n", end = $"\n<!-- /{marker} -->";
        Text.Should().Contain(begin).And.Contain(end);
        int start = Text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Text[start..Text.IndexOf(end, start, StringComparison.Ordinal)];
    }
}
