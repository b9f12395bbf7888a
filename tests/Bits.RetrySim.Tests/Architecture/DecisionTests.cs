using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bits.RetrySim.Tests;

/// <summary>Who works on the library finds each decision that the sources cite in docs/decisions.md; who uses it never meets one.</summary>
public sealed partial class DecisionTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly Library = typeof(BackgroundCopyManager).Assembly;

    private static readonly XElement Documentation = XDocument.Load(Path.ChangeExtension(Library.Location, ".xml")).Root!;

    private static readonly string Document = File.ReadAllText(Path.Combine(SourceTree.Root, "src/Bits.RetrySim/docs/decisions.md"));

    [Fact]
    public void Decisions_Cited_AreWrittenDown()
    {
        Cited.Should().NotBeEmpty();
        Cited.Except(Listed).Should().BeEmpty("an id that is not in docs/decisions.md tells a reader nothing");
    }

    [Fact]
    public void Decisions_WrittenDown_AreOnceThereInOrderAndCited()
    {
        Listed.Select(id => int.Parse(id[2..], CultureInfo.InvariantCulture)).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        Listed.Except(Cited).Should().BeEmpty("a decision that neither source nor test cites is held by nobody");
    }

    [Fact]
    public void Documentation_OfPublicMembers_CitesNoDecision() =>
        Documentation.Descendants("member").Where(member => Decision().IsMatch(member.Value) && IsPublic((string)member.Attribute("name")!))
            .Select(member => (string?)member.Attribute("name")).Should().BeEmpty("whoever uses the library does not have the document");

    [Fact]
    public void Texts_OfTheSources_CiteNoDecision() =>
        SourceTree.Everything.Where(file => file.Path.StartsWith("src/", StringComparison.Ordinal) && Decision().IsMatch(Justification().Replace(file.Said, " ")))
            .Should().BeEmpty("messages are read by whoever uses the library");

    [Theory]
    [InlineData("T:Bits.RetrySim.BackgroundCopyJob", true)]
    [InlineData("P:Bits.RetrySim.BackgroundCopyJob.State", true)]
    [InlineData("M:Bits.RetrySim.BackgroundCopyManager.#ctor(Bits.RetrySim.BackgroundCopyManagerOptions)", true)]
    [InlineData("F:Bits.RetrySim.ErrorClass.Fatal", true)]
    [InlineData("P:Bits.RetrySim.BackgroundCopyManagerOptions.EffectiveDispatch", false)]
    [InlineData("T:Bits.RetrySim.DueKey", false)]
    [InlineData("M:Bits.RetrySim.ErrorClassifier.Classify(System.Int32)", false)]
    public void IsPublic_NameInTheDocumentation_IsFoundInTheAssembly(string name, bool expected) => IsPublic(name).Should().Be(expected);

    [Theory]
    [InlineData("/// <summary>As D-3 says.</summary>", false)]
    [InlineData("string s = \"(D-3)\"; // D-4", true)]
    [InlineData("int x = 0x8D-3;", false)]
    public void Said_CommentOrText_TellsThemApart(string code, bool expected) => Decision().IsMatch(new SourceFile("x.cs", code).Said).Should().Be(expected);

    private static string[] Cited { get; } =
        [.. SourceTree.Everything.Where(file => Path.GetFileName(file.Path) != "DecisionTests.cs").SelectMany(file => Decision().Matches(file.Text)).SelectMany(Ids).Distinct()];

    private static string[] Listed { get; } = [.. Heading().Matches(Document).Select(match => match.Groups["id"].Value)];

    /// <summary>Whether the assembly shows the member to others, or another of the same name: overloads are not told apart.</summary>
    private static bool IsPublic(string name)
    {
        string path = name[2..].Split('(')[0];
        if (name.StartsWith("T:", StringComparison.Ordinal))
        {
            return Library.GetType(path) is { IsVisible: true };
        }

        int dot = path.LastIndexOf('.');
        return Library.GetType(path[..dot]) is { IsVisible: true } type
            && type.GetMembers(Declared).Any(member => member.Name == path[(dot + 1)..].Split('`')[0].Replace('#', '.') && IsVisible(member));
    }

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        EventInfo @event => IsVisible(@event.AddMethod!),
        _ => false,
    };

    /// <summary>"D-20 to D-25" cites all six.</summary>
    private static IEnumerable<string> Ids(Match match)
    {
        int first = int.Parse(match.Groups["first"].Value, CultureInfo.InvariantCulture);
        int last = match.Groups["last"] is { Success: true } end ? int.Parse(end.Value, CultureInfo.InvariantCulture) : first;
        return Enumerable.Range(first, last - first + 1).Select(number => $"D-{number}");
    }

    [GeneratedRegex(@"\bD-(?<first>\d+)(?: to D-(?<last>\d+))?\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Decision();

    [GeneratedRegex(@"^## (?<id>D-\d+)\b", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    // Why a warning is wrong is a comment, although written as text.
    [GeneratedRegex(@"Justification = ""(?:\\.|[^""\\])*""")]
    private static partial Regex Justification();
}
