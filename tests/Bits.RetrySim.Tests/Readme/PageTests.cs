namespace Bits.RetrySim.Tests;

/// <summary>Readers of one page find the others.</summary>
public sealed class PageTests
{
    private const string Docs = "src/Bits.RetrySim/docs";

    public static TheoryData<string> Pages =>
    [
        "README.md",
        "CONTRIBUTING.md",
        "tests/Samples/README.md",
        .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, Docs), "*.md").Select(file => $"{Docs}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_Links_Lead(string path) => new MarkdownPage(path).DeadLinks.Should().BeEmpty();

    [Theory]
    [InlineData("[a](cookbook.md#6-a-restart-of-the-service) [b](https://example.com/none)", 0)]
    [InlineData("# Here it is\n[a](#here-it-is)", 0)]
    [InlineData("# Here it is\n[a](#there-it-is) [b](none.md)", 2)]
    [InlineData("```text\n[a](none.md)\n```", 0)]
    public void DeadLinks_Text_AreThoseThatLeadNowhere(string text, int dead) => new MarkdownPage($"{Docs}/text.md", text).DeadLinks.Should().HaveCount(dead);

    [Theory]
    [InlineData("cookbook.md", "../BEHAVIOR.md", "virtual-time.md", "scenarios.md", "diagnose.md", "../../../tests/Samples/README.md")]
    [InlineData("virtual-time.md", "cookbook.md", "../../../tests/Samples/README.md")]
    [InlineData("scenarios.md", "cookbook.md", "diagnose.md")]
    [InlineData("diagnose.md", "cookbook.md", "scenarios.md")]
    public void Page_OfTheDocs_NamesThoseThatAReaderWantsNext(string page, params string[] next) => new MarkdownPage($"{Docs}/{page}").Links.Should().Contain(next);

    [Fact]
    public void Samples_Page_NamesThoseThatAReaderWantsNext() => new MarkdownPage("tests/Samples/README.md").Links
        .Should().Contain("../../src/Bits.RetrySim/docs/cookbook.md").And.Contain("../../src/Bits.RetrySim/docs/virtual-time.md");
}
