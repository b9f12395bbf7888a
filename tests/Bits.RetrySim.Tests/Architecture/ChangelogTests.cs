using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bits.RetrySim.Tests;

/// <summary>The changelog names what breaks, and has the section that becomes the release notes of the packages.</summary>
public sealed partial class ChangelogTests
{
    private static readonly string Text = Read("CHANGELOG.md");

    [Fact]
    public void Unreleased_Breaks_AreNamed()
    {
        string[] breaks =
        [
            .. XDocument.Parse(Read("src/Bits.RetrySim/CompatibilitySuppressions.xml")).Descendants("Target").Select(target => Name(target.Value)).Distinct(),
        ];

        breaks.Where(name => !Section("Unreleased").Contains($"`{name}`", StringComparison.Ordinal)).Should().BeEmpty("package validation was told that they are meant");
    }

    [Fact]
    public void Version_OfThePackages_HasASection() =>
        Section(XDocument.Parse(Read("src/Version.props")).Descendants("Version").Single().Value).Trim().Should().NotBeEmpty();

    [Theory]
    [InlineData("T:Bits.RetrySim.ErrorKind", "ErrorKind")]
    [InlineData("M:Bits.RetrySim.Transport.Start(System.Int32,Bits.RetrySim.TransferReport)", "Transport.Start")]
    [InlineData("M:Bits.RetrySim.BitsEnvironment.set_BatterySaver(System.Boolean)", "BitsEnvironment.BatterySaver")]
    [InlineData("M:Bits.RetrySim.BitsEnvironment.Of``1(``0)$0", "BitsEnvironment.Of")]
    public void Name_TargetOfASuppression_IsWhatPeopleCallIt(string target, string expected) => Name(target).Should().Be(expected);

    private static string Name(string target) =>
        Accessor().Replace(target[2..].Split('(')[0].Split("``")[0].Split('#')[0].TrimEnd('.').Replace("Bits.RetrySim.", "", StringComparison.Ordinal), ".");

    private static string Section(string name) => Regex.Match(Text, $@"^## \[{Regex.Escape(name)}\].*\n(?<text>[\s\S]*?)(?=^## |\z)", RegexOptions.Multiline).Groups["text"].Value;

    private static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));

    [GeneratedRegex(@"\.(?:get|set|init|add|remove)_")]
    private static partial Regex Accessor();
}
