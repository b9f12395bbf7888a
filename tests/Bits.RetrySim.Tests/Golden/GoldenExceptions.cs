namespace Bits.RetrySim.Tests;

/// <summary>The scripts of version 0.1 that differ under its readings, with the rules that are the cause: <c>V0_1/differs.txt</c>.</summary>
internal static class GoldenExceptions
{
    /// <summary>The rules by script.</summary>
    internal static IReadOnlyDictionary<string, string> Causes { get; } = Read();

    private static Dictionary<string, string> Read() =>
        File.ReadAllLines(Path.Combine(SourceTree.Root, "tests", "Bits.RetrySim.Tests", "Golden", GoldenEdition.V0_1.Folder, "differs.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(": ", 2))
            .SelectMany(line => line[1].Split(", "), (line, script) => (Script: script, Rules: line[0]))
            .ToDictionary(pair => pair.Script, pair => pair.Rules, StringComparer.Ordinal);
}
