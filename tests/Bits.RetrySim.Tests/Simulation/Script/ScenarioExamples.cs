using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>Every scenario that the documentation shows, and one that says everything.</summary>
internal static partial class ScenarioExamples
{
    /// <summary>A field of every object, so that nothing is left that only the documentation speaks of.</summary>
    internal static string Everything { get; } = File.ReadAllText(Path.Combine(SourceTree.Root, "tests/Bits.RetrySim.Tests/Simulation/Script/everything.json"));

    internal static IReadOnlyList<string> Shown { get; } =
    [
        .. Readme.CodeBlocks.Where(block => block.Language == "json").Select(block => block.Code),
        .. Block().Matches(File.ReadAllText(ScenarioDocument.Path)).Select(match => match.Groups["code"].Value),
    ];

    [GeneratedRegex(@"^```json\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
