namespace Bits.RetrySim.Tests;

/// <summary>Sentences about events are made in one place, and nobody reads them back (D-43).</summary>
public sealed class SentenceTests
{
    /// <summary>Files of the timeline that show what an event says.</summary>
    private static readonly string[] Showing = ["TimelineJson.cs", "TimelineRows.cs"];

    [Theory]
    [InlineData("no progress in time")]
    [InlineData("block {(")]
    [InlineData("cost state {")]
    [InlineData("background limit ")]
    [InlineData("policy applied")]
    [InlineData("service restarted")]
    [InlineData(" from byte ")]
    public void Sentence_OfAnEvent_StandsInOneFile(string words) =>
        SourceTree.Library.Where(file => file.Text.Contains(words, StringComparison.Ordinal)).Select(file => file.Path)
            .Should().Equal("src/Bits.RetrySim/Journal/EventText.cs");

    [Fact]
    public void Detail_InTheLibrary_IsOnlyShown() =>
        SourceTree.Library.Where(file => file.Code.Contains("entry.Detail", StringComparison.Ordinal)).Select(file => Path.GetFileName(file.Path)).Order()
            .Should().Equal(Showing);
}
