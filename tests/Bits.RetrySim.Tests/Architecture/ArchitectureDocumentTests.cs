using System.Reflection;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The ways through the house, as the document about it draws them.</summary>
public sealed partial class ArchitectureDocumentTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string, string[]> Ways
    {
        get
        {
            TheoryData<string, string[]> ways = [];
            foreach (Match way in Way().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "src/Bits.RetrySim/docs/architecture.md"))))
            {
                ways.Add(way.Groups["name"].Value, [.. way.Groups["stop"].Captures.Select(stop => stop.Value)]);
            }

            return ways;
        }
    }

    [Fact]
    public void Ways_AreFour() => Ways.Should().HaveCount(4);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Way_HasAtMostTenStopsAndNoneTwice(string name, string[] stops)
    {
        stops.Should().OnlyHaveUniqueItems(name);
        stops.Length.Should().BeInRange(2, 10);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Way_Stop_IsAMemberThatExists(string name, string[] stops)
    {
        foreach (string stop in stops)
        {
            (string type, string member) = (stop.Split('.')[0], stop.Split('.')[1]);
            Type declaring = typeof(Transport).Assembly.GetTypes().Single(candidate => candidate.Name == type && candidate.Namespace == "Bits.RetrySim");
            declaring.GetMembers(All).Select(found => found.Name.Split('.')[^1]).Should().Contain(member, "{0} goes through {1}", name, stop);
        }
    }

    [GeneratedRegex(@"^\d\. (?<name>[^:]+): `(?<stop>\w+\.\w+)`( -> `(?<stop>\w+\.\w+)`)+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Way();
}
