using System.Globalization;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>simulate --events</c>.</summary>
public sealed class EventExportTests
{
    private static readonly XNamespace Events = "http://schemas.microsoft.com/win/2004/08/events/event";

    [Fact]
    public void Events_OfAnIncident_AreThoseOfBitsClient()
    {
        using TemporaryFile file = new("");

        ToolRun run = ToolRun.Of("simulate", "--outage", "fastly-2021", "--json", "--events", file.Path);

        run.Error.Should().Be($"Wrote the events to {file.Path}.\n");
        XElement[] events = [.. XDocument.Load(file.Path).Root!.Elements(Events + "Event")];
        Numbers(events).First().Should().Be(3);
        Numbers(events).Last().Should().Be(4);
        Numbers(events).Should().Contain([1, 59, 60, 61]);
        events.Select(entry => (int)entry.Descendants(Events + "EventRecordID").Single()).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        events.Select(entry => DateTimeOffset.Parse(entry.Descendants(Events + "TimeCreated").Single().Attribute("SystemTime")!.Value, CultureInfo.InvariantCulture))
            .Should().BeInAscendingOrder();
        events.Where(entry => Numbers([entry]).Single() == 61).Should().OnlyContain(entry => uint.Parse(Data(entry, "hr"), CultureInfo.InvariantCulture) > int.MaxValue, "an HRESULT is written unsigned");
    }

    [Fact]
    public void Events_OfAnIncident_AreReadBackByDiagnose()
    {
        using TemporaryFile file = new("");
        ToolRun.Of("simulate", "--outage", "aws-s3-2017", "--events", file.Path).ExitCode.Should().Be(0);

        Sample.DiagnoseText(File.ReadAllText(file.Path)).Should()
            .StartWith("1 job\n  package: complete.\n")
            .And.Contain("  error count 26 by the log")
            .And.Contain("retry delay 10 min (read from 26 of 26 gaps)")
            .And.Contain(" ... 7 more\n");
    }

    [Fact]
    public void Events_OfAllIncidents_AreRefused() => ToolRun.ErrorOf(2, "simulate", "--events", "x.xml").Should().Contain("show one run");

    private static IEnumerable<int> Numbers(IEnumerable<XElement> events) => events.Select(entry => (int)entry.Descendants(Events + "EventID").Single());

    private static string Data(XElement entry, string name) => entry.Descendants(Events + "Data").Single(data => data.Attribute("Name")!.Value == name).Value;
}
