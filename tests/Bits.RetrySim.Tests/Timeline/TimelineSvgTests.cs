using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Bits.RetrySim.Tests;

public sealed partial class TimelineSvgTests
{
    private const int MaximumBytes = 200_000;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [MemberData(nameof(TimelineScene.Names), MemberType = typeof(TimelineScene))]
    public void WriteSvg_EveryScene_IsSmallSelfContainedAndAccessible(string scene)
    {
        string text = Draw(scene);

        Encoding.UTF8.GetByteCount(text).Should().BeLessThan(MaximumBytes);
        XElement picture = XElement.Parse(text);
        picture.Name.Should().Be(Svg + "svg");
        picture.Attribute("role")!.Value.Should().Be("img");
        picture.Elements(Svg + "title").Should().ContainSingle().Which.Value.Should().NotBeEmpty();
        picture.Elements(Svg + "desc").Should().ContainSingle().Which.Value.Should().NotBeEmpty();
        picture.Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "image", "use", "a", "foreignObject", "link"]);
        picture.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name.LocalName == "href" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal))
            .Should().BeEmpty();
        Reference().Matches(text).Select(match => match.Groups[1].Value).Where(target => !text.Contains($"id=\"{target}\"", StringComparison.Ordinal)).Should().BeEmpty();
        text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).Should().NotContainAny("http:", "https:", "@import");
    }

    [Theory]
    [MemberData(nameof(TimelineScene.Names), MemberType = typeof(TimelineScene))]
    public void WriteSvg_EveryScene_HasNoTextThatTouchesAnotherOrLeavesThePicture(string scene)
    {
        XElement picture = XElement.Parse(Draw(scene));
        Box whole = new(0, 0, Value(picture, "width"), Value(picture, "height"), "picture");

        Box[] texts = [.. picture.Descendants(Svg + "text").Select(BoxOf)];

        texts.Where(box => box.Left < 0 || box.Right > whole.Right || box.Top < 0 || box.Bottom > whole.Bottom).Should().BeEmpty();
        texts.SelectMany((box, i) => texts.Skip(i + 1).Where(box.Touches).Select(other => $"{box.Text} and {other.Text}")).Should().BeEmpty();
    }

    [Fact]
    public void WriteSvg_DeadOrigin_ShowsTheFoldedCyclesAndTheEnd()
    {
        XElement picture = XElement.Parse(Draw("dead origin"));

        TextsOf(picture).Should().Contain("2,016 more, every 10 min").And.Contain("gave up").And.Contain("cannot connect, download.example");
        picture.Descendants(Svg + "g").Where(group => Class(group) == "lane").Should().ContainSingle().Which
            .Descendants(Svg + "path").Where(path => Class(path) == "dense").Should().ContainSingle()
            .Which.Attribute("d")!.Value.Count(letter => letter == 'M').Should().BeInRange(200, 320);
        LegendOf(picture).Should().Equal(
            "Transient error", "failed attempts, close together", "more of the same", "deadline", "ended in error", "outage");
    }

    [Fact]
    public void WriteSvg_Incident_HasAMarkForEachFailureAndExplainsWhatOccurs()
    {
        XElement picture = XElement.Parse(Draw("incident"));

        XElement lane = picture.Descendants(Svg + "g").Single(group => Class(group) == "lane");
        lane.Element(Svg + "title")!.Value.Should().Contain("package: complete at +4 h 28 min; 27 attempts, 26 failed; 500 MB");
        lane.Descendants(Svg + "path").Single(path => Class(path) == "fail").Attribute("d")!.Value.Count(letter => letter == 'M').Should().Be(26);
        lane.Descendants(Svg + "path").Where(path => Class(path) == "line").Should().ContainSingle();
        picture.Descendants(Svg + "g").Where(group => Class(group) == "band").Should().ContainSingle()
            .Which.Element(Svg + "title")!.Value.Should().Be("HTTP 503, download.example (0x801901F7): +1 min to +4 h 18 min");
        TextsOf(picture).Should().Contain("25 more, every 10 min").And.Contain("18:00").And.Contain("1 h");
        LegendOf(picture).Should().Equal(
            "Transferring", "Transient error", "failed attempt", "bytes here", "more of the same", "retry due", "complete", "outage");
    }

    [Fact]
    public void WriteSvg_Thousand_DrawsThirtyAndSaysWhatIsMissing()
    {
        XElement picture = XElement.Parse(Draw("thousand"));

        picture.Descendants(Svg + "g").Count(group => Class(group) == "lane").Should().Be(30);
        TextsOf(picture).Should().Contain("And 970 more jobs, not drawn: 970 acknowledged");
    }

    [Fact]
    public void WriteSvg_OddNames_AreTextAndNothingElse()
    {
        XElement picture = XElement.Parse(Draw("odd names"));

        string[] names = [.. picture.Descendants(Svg + "text").Where(text => Class(text) == "name").Select(text => text.Value)];
        names.Should().HaveCount(TimelineScene.OddNamesOfJobs.Count).And.Contain("job 7", "a job without a name has its number");
        names[3].Should().StartWith("<script>");
        picture.Descendants(Svg + "title").Select(title => title.Value).Should()
            .Contain(title => title.Contains("<script>alert(1)</script> & \"q\" 'x' ]]>", StringComparison.Ordinal))
            .And.Contain(title => title.Contains(@"a\u0000b\u001B[31m\u202Ereversed\uD800", StringComparison.Ordinal));
    }

    [Fact]
    public void WriteSvg_Title_StandsAboveAndIsCutIfTooLong()
    {
        using BitsSimulation simulation = new();

        XElement picture = XElement.Parse(TimelineScene.Text(writer => simulation.Timeline().WriteSvg(writer, new string('x', 500))));

        picture.Element(Svg + "title")!.Value.Should().HaveLength(500);
        TextsOf(picture)[0].Should().EndWith("\u2026").And.Subject.Length.Should().BeLessThan(120);
    }

    [Fact]
    public void WriteSvg_Pending_FlagsWhatIsDue()
    {
        XElement picture = XElement.Parse(Draw("pending"));

        TextsOf(picture).Should().Contain("next attempt at +3 h 14 min, gives up at +3 h 25 min, cancelled by policy at +90 d \u2192");
        picture.Descendants(Svg + "g").Count(group => Class(group) == "due").Should().Be(2);
        LegendOf(picture).Should().Contain("now").And.Contain("blocked by the surroundings");
    }

    [Fact]
    public void WriteSvg_GivenUpInAnOutage_ShowsWhatTheJobMissed()
    {
        using BitsSimulation simulation = TimelineScene.GivenUpEarly(outageMinutes: 258);

        XElement picture = XElement.Parse(simulation.Timeline().ToSvg());

        TextsOf(picture).Should().Contain("4 h").And.Contain("gave up");
        LegendOf(picture).Should().NotContain("now", "what is left of the axis is no future of the job");
        XElement band = picture.Descendants(Svg + "g").Single(group => Class(group) == "band");
        band.Element(Svg + "title")!.Value.Should().EndWith("+1 min to +4 h 18 min");
        Value(band.Element(Svg + "rect")!, "width").Should().BeGreaterThan(900);
    }

    [Fact]
    public void WriteSvg_GivenUpInAnOutageThatOutlastsEveryJob_EndsWithTheJob()
    {
        using BitsSimulation simulation = TimelineScene.GivenUpEarly(outageMinutes: 60 * 24 * 200);

        TextsOf(XElement.Parse(simulation.Timeline().ToSvg())).Should().Contain("6 min").And.NotContain("30 d");
    }

    [Fact]
    public void WriteSvg_OutagesThatAdjoin_HaveASeamAndNamesWithin()
    {
        using BitsSimulation simulation = TimelineScene.AdjoiningOutages();

        XElement picture = XElement.Parse(simulation.Timeline().ToSvg());

        XElement[] bands = [.. picture.Descendants(Svg + "g").Where(group => Class(group) == "band").Select(group => group.Element(Svg + "rect")!)];
        bands.Should().HaveCount(2);
        (Value(bands[0], "x") + Value(bands[0], "width")).Should().BeApproximately(Value(bands[1], "x") - 1.5, 0.11);
        Box name = BoxOf(picture.Descendants(Svg + "text").First(text => Class(text) == "outagename"));
        name.Right.Should().BeLessThan(Value(bands[1], "x"));
        name.Text.Should().EndWith("\u2026", "what does not fit is cut");
    }

    [Fact]
    public void WriteSvg_GreatestSize_IsDrawn()
    {
        using BitsSimulation simulation = new();
        simulation.Download("huge", long.MaxValue).Resume();
        simulation.Clock.Advance(TimeSpan.FromMinutes(1));

        TextsOf(XElement.Parse(simulation.Timeline().ToSvg())).Should().Contain("9.2 EB");
    }

    [Theory]
    [InlineData(TimelineTheme.Auto, true, "fill:#ffffff;fill:var(--bg)")]
    [InlineData(TimelineTheme.Light, false, "fill:#ffffff;fill:var(--bg)")]
    [InlineData(TimelineTheme.Dark, false, "fill:#12161c;fill:var(--bg)")]
    public void WriteSvg_Theme_ChoosesColours(TimelineTheme theme, bool follows, string ground)
    {
        using BitsSimulation simulation = new();

        string picture = TimelineScene.Text(writer => simulation.Timeline().WriteSvg(writer, new TimelineSvgOptions { Theme = theme }));

        picture.Contains("prefers-color-scheme", StringComparison.Ordinal).Should().Be(follows);
        picture.Should().Contain(ground);
    }

    [Fact]
    public void WriteSvg_Subtitle_StandsBeforeTheSummaryAndIsSafe()
    {
        using BitsSimulation simulation = new();

        string text = TimelineScene.Text(writer => simulation.Timeline().WriteSvg(writer, new TimelineSvgOptions { Title = "Ours", Subtitle = "chromium\n<b>" }));

        TextsOf(XElement.Parse(text)).Should().StartWith(["Ours", @"chromium\u000A<b>. 0 jobs, 0 attempts, 0 failures, 0 s"]);
    }

    /// <summary>The picture that the documentation shows; to make it anew, write what this test makes to that file.</summary>
    [Fact]
    public void WriteSvg_PictureOfTheDocumentation_IsUpToDate()
    {
        using BitsSimulation simulation = TimelineScene.Incident();
        const string title = "A 500 MB download through the Amazon S3 outage of 28 February 2017, under the defaults";

        string made = TimelineScene.Text(writer => simulation.Timeline().WriteSvg(writer, title));

        File.ReadAllText(Path.Combine(SourceTree.Root, "src/Bits.RetrySim/assets/aws-s3-2017.svg")).Should().Be(made);
    }

    private static string Draw(string scene)
    {
        using BitsSimulation simulation = TimelineScene.All[scene]();
        return TimelineScene.Text(writer => simulation.Timeline().WriteSvg(writer));
    }

    private static string[] TextsOf(XElement picture) => [.. picture.Descendants(Svg + "text").Select(text => text.Value)];

    private static string[] LegendOf(XElement picture) => TextsOf(picture.Descendants(Svg + "g").Single(group => Class(group) == "legend"));

    private static string Class(XElement element) => element.Attribute("class")?.Value ?? "";

    private static double Value(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static Box BoxOf(XElement text)
    {
        double size = Class(text).Split(' ')[0] switch
        {
            "title" => 20,
            "name" => 14,
            "small" or "outagename" or "blockname" => 11,
            "state" => 10,
            _ => 12,
        };
        double width = SvgText.Width(text.Value, size);
        double left = Value(text, "x") - (text.Attribute("text-anchor")?.Value switch { "end" => width, "middle" => width / 2, _ => 0 });
        double baseline = Value(text, "y");
        return new Box(left, baseline - (size * 0.8), left + width, baseline + (size * 0.2), text.Value);
    }

    [GeneratedRegex(@"url\(#([\w-]+)\)")]
    private static partial Regex Reference();

    private sealed record Box(double Left, double Top, double Right, double Bottom, string Text)
    {
        internal bool Touches(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
