using System.Xml.Linq;

namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>compare</c>: the grid as text and as a picture.</summary>
public sealed class CompareCommandTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>
    /// The server fails from minute 1 on for 49 minutes. Delay 1 min: retries at minute 2, 3, ...; timeout 5 s is below it. Delay 10 min: the
    /// timeout of 20 minutes is over at minute 21, with the second retry; the first retry after minute 50 comes at minute 51.
    /// </summary>
    [Fact]
    public void Compare_Grid_HasTheOutcomeOfEachPair()
    {
        string[] lines = ToolRun.LinesOf("compare", "--outage", "fastly-2021", "--delay", "60,10m", "--timeout", "5,20m,1d");

        lines[0].Should().Be("Fastly, 8 June 2021");
        Words(lines[3]).Should().Equal("delay \\ timeout", "5 s", "20 min", "1 d");
        Words(lines[5]).Should().Equal("1 min", "Error: connection lost", "Error: HTTP 503", "done, lost 0 s *");
        Words(lines[6]).Should().Equal("1 min, never retried", "21 min, 21 tries", "57 min 20 s, 50 tries");
        Words(lines[7]).Should().Equal("10 min", "Error: connection lost", "Error: HTTP 503", "done, lost 1 min");
        Words(lines[8]).Should().Equal("1 min, never retried", "21 min, 3 tries", "58 min 20 s, 6 tries");
    }

    [Fact]
    public void Compare_Nothing_ComparesUsualSettingsThroughS3()
    {
        string[] lines = ToolRun.LinesOf("compare");

        lines[0].Should().StartWith("Amazon S3");
        Words(lines[3]).Should().Equal("delay \\ timeout", "0 s", "5 min", "1 h", "1 d, 14 d");
        lines.Where((_, i) => i is 5 or 7 or 9 or 11).Select(line => Words(line)[0]).Should().Equal("5 s", "1 min", "10 min", "1 h");
    }

    /// <summary>Both lose nothing; one asks the server 258 times for it, the other 3,085 times.</summary>
    [Fact]
    public void Compare_AsLittleLost_TheFewestTriesAreBest() =>
        ToolRun.LinesOf("compare", "--delay", "5,60", "--timeout", "1d").Where(line => line.Contains('*', StringComparison.Ordinal)).First()
            .Should().StartWith(" 1 min");

    [Theory]
    [InlineData("light")]
    [InlineData("DARK")]
    public void Compare_TitleAndTheme_HoldForThePicture(string theme)
    {
        XElement picture = Draw("--outage", "fastly-2021", "--delay", "60", "--timeout", "1d", "--title", "Our <settings>", "--theme", theme);

        picture.Elements(Svg + "text").First().Value.Should().Be("Our <settings>");
        picture.Element(Svg + "style")!.Value.Should().NotContain("prefers-color-scheme");
    }

    [Fact]
    public void Compare_DelayBelowTheFloor_SaysWhatItIs() =>
        ToolRun.OutputOf("compare", "--delay", "0", "--timeout", "1h").Should().Contain(" 0 s (is 5 s) ");

    [Fact]
    public void Compare_PriorityAndInactivity_HoldForAllCells() =>
        ToolRun.OutputOf("compare", "--outage", "long-offline", "--delay", "60", "--timeout", "5d", "--inactivity", "3", "--priority", "foreground")
            .Should().Contain("cancelled").And.Contain("3 d 1 min, 1 try");

    [Fact]
    public void Compare_Svg_HasACellForEachPair()
    {
        XElement picture = Draw("--outage", "fastly-2021", "--delay", "60,10m", "--timeout", "5,20m,1d");

        Groups(picture, "error").Should().HaveCount(2 + 1, "the legend shows one more of each");
        Groups(picture, "doomed").Should().HaveCount(2 + 1);
        Groups(picture, "done").Should().HaveCount(1 + 1);
        Groups(picture, "done best").Should().ContainSingle()
            .Which.Element(Svg + "title")!.Value.Should().Be("Retry delay 1 min, timeout 1 d: done, lost 0 s; 57 min 20 s, 50 tries.");
        picture.Descendants(Svg + "rect").Count(rect => (string?)rect.Attribute("class") == "cell").Should().Be(6);
        picture.Descendants(Svg + "text").Select(text => text.Value).Should().Contain(["retry delay", "no-progress timeout", "10 min", "20 min"]);
    }

    /// <summary>One minute lost is all there is to show, so its bar is as long as a bar can be, and nothing lost has none.</summary>
    [Fact]
    public void Compare_Svg_BarsShowWhatWasLost() =>
        Draw("--outage", "fastly-2021", "--delay", "60,10m", "--timeout", "1d").Descendants(Svg + "rect")
            .Where(rect => (string?)rect.Attribute("class") == "bar").Should().ContainSingle()
            .Which.Parent!.Element(Svg + "title")!.Value.Should().Contain("lost 1 min");

    [Fact]
    public void Compare_Svg_IsReadableByDayAndNightAndWithoutColours()
    {
        XElement picture = Draw("--outage", "long-offline", "--delay", "60", "--timeout", "0,200d");
        string style = picture.Element(Svg + "style")!.Value;

        style.Should().Contain("prefers-color-scheme:dark").And.Contain("var(--error-cell)");
        picture.Attribute("role")!.Value.Should().Be("img");
        picture.Element(Svg + "title")!.Value.Should().StartWith("Made up");
        picture.Element(Svg + "desc")!.Value.Should().Contain("timeout 0 s: Error: no network; 1 min, never retried.").And.Contain("timeout 200 d: cancelled;");
        picture.Descendants().Select(element => element.Name.LocalName).Should().NotContain("script");
        picture.Descendants(Svg + "path").Select(path => path.Attribute("d")!.Value.Split('m')[1]).Distinct()
            .Should().HaveCount(2, "each ending has a sign of its own");
    }

    [Theory]
    [InlineData("long-offline")]
    [InlineData("dyn-2016")]
    [InlineData("facebook-2021")]
    public void Compare_Svg_NothingIsCutOff(string incident)
    {
        XElement picture = Draw("--outage", incident, "--delay", "0", "--timeout", "0");
        double width = (double)picture.Attribute("width")!;

        foreach (XElement text in picture.Descendants(Svg + "text"))
        {
            double letter = (string?)text.Attribute("class") == "title" ? 10.5 : 7.1;
            ((double)text.Attribute("x")! + (text.Value.Length * letter)).Should().BeLessThan(width, text.Value);
        }
    }

    [Theory]
    [InlineData("--delay: '5x' is not a time", "compare", "--delay", "60,5x")]
    [InlineData("--timeout: '' is not a time", "compare", "--timeout", "60,")]
    [InlineData("--title and --theme are for a picture; say with --svg FILE where it goes.", "compare", "--title", "x")]
    [InlineData("there is no theme 'drak'; did you mean 'dark'?", "compare", "--theme", "drak", "--svg", "x")]
    [InlineData("there is no theme '1'", "compare", "--theme", "1", "--svg", "x")]
    [InlineData("there is no incident 'dyn'; did you mean 'dyn-2016'?", "compare", "--outage", "dyn")]
    public void Compare_WrongCommandLine_IsAUsageError(string message, params string[] arguments) =>
        ToolRun.ErrorOf(2, arguments).Should().Contain(message);

    private static XElement Draw(params string[] arguments)
    {
        using TemporaryFile file = new("");
        ToolRun run = ToolRun.Of(["compare", .. arguments, "--svg", file.Path]);
        run.ExitCode.Should().Be(0);
        run.Error.Should().Be($"Wrote the picture to {file.Path}.\n");
        return XDocument.Load(file.Path).Root!;
    }

    private static IEnumerable<XElement> Groups(XElement picture, string kind) =>
        picture.Elements(Svg + "g").Where(group => (string?)group.Attribute("class") == kind);

    private static string[] Words(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
