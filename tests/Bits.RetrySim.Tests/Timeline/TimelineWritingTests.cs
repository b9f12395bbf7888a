using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>Table, JSON lines and Mermaid diagrams.</summary>
public sealed partial class TimelineWritingTests
{
    [Fact]
    public void WriteText_Incident_IsReadInATerminal()
    {
        using BitsSimulation simulation = TimelineScene.Incident();

        TimelineScene.Text(writer => simulation.Timeline().WriteText(writer, "A title")).Should().Be("""
            A title
            1 job, 27 attempts, 26 failures, 4 h 28 min, from 2017-02-28 17:36:00 UTC

            since start  UTC                  state           times  what happens
              +00:00:00  2017-02-28 17:36:00                         the client calls CreateJob package
              +00:00:00  2017-02-28 17:36:00                         the client calls AddFile
              +00:00:00  2017-02-28 17:36:00                         the client calls SetNotifyInterface callback
              +00:00:00  2017-02-28 17:36:00                         the client calls Resume
              +00:00:00  2017-02-28 17:36:00  Queued                 waits for its turn
              +00:00:00  2017-02-28 17:36:00  Transferring           attempt 1 connected, bytes flow
              +00:01:00  2017-02-28 17:37:00                         outage begins: HTTP 503, download.example
              +00:01:00  2017-02-28 17:37:00  TransientError         attempt 1 failed: The connection to the server was broken off (0x80072EFE)
              +00:11:00  2017-02-28 17:47:00  TransientError    x25  attempts 2 to 26 failed: HTTP status 503: Service Unavailable (0x801901F7); one every 10 min
              +04:18:00  2017-02-28 21:54:00                         outage ends: HTTP 503, download.example
              +04:21:00  2017-02-28 21:57:00  Transferring           attempt 27 connected, bytes flow
              +04:28:20  2017-02-28 22:04:20  Transferred            everything has arrived
              +04:28:20  2017-02-28 22:04:20                         the service calls JobTransferred
              +04:28:20  2017-02-28 22:04:20                         the client calls Complete
              +04:28:20  2017-02-28 22:04:20  Acknowledged           complete

            job 1  package: complete at +4 h 28 min; 27 attempts, 26 failed; 500 MB

            """);
    }

    [Fact]
    public void WriteText_DeadOrigin_Shows2016CyclesInOneLine()
    {
        using BitsSimulation simulation = TimelineScene.DeadOrigin();

        string text = TimelineScene.Text(writer => simulation.Timeline().WriteText(writer));

        text.Split('\n').Should().HaveCountLessThan(20);
        text.Should().Contain("x2,016  attempts 1 to 2,016 failed").And.Contain("given up, no progress in time").And.Contain("given up at +14 d");
    }

    [Fact]
    public void WriteText_OddNames_BreakNoLine()
    {
        using BitsSimulation simulation = TimelineScene.All["odd names"]();

        string text = TimelineScene.Text(writer => simulation.Timeline().WriteText(writer, "title\nin two lines"));

        text.Replace("\n", "", StringComparison.Ordinal).Should().NotContainAny("\0", "\u001B", "\u202E", "\uD800\n").And.Contain(@"a\u0000b\u001B[31m\u202Ereversed\uD800");
        text.Should().StartWith(@"title\u000Ain two lines");
    }

    [Theory]
    [MemberData(nameof(TimelineScene.Names), MemberType = typeof(TimelineScene))]
    public void WriteJsonLines_EveryScene_LosesNoEvent(string scene)
    {
        using BitsSimulation simulation = TimelineScene.All[scene]();
        JobTimeline timeline = simulation.Timeline();

        JsonElement[] lines = [.. TimelineScene.Text(timeline.WriteJsonLines).Split('\n')[..^1].Select(line => JsonElement.Parse(line))];

        lines.Select(line => line.GetProperty("at").GetDecimal()).Should().BeInAscendingOrder();
        ILookup<bool, JsonElement> outages = lines.ToLookup(line => line.GetProperty("kind").GetString() == "outage");
        outages[true].Should().HaveCount(timeline.Bands.Count(band => band.IsOutage));
        outages[false].Select(Read).Should().Equal(simulation.EventLog.Events.Select(Written));
    }

    [Fact]
    public void WriteJsonLines_Incident_HasTheDocumentedMembers()
    {
        using BitsSimulation simulation = TimelineScene.Incident();

        string text = TimelineScene.Text(simulation.Timeline().WriteJsonLines);

        text.Should().StartWith("""{"at":0,"utc":"2017-02-28T17:36:00.0000000Z","kind":"call","job":1,"detail":"CreateJob package"}""")
            .And.Contain("""{"at":60,"utc":"2017-02-28T17:37:00.0000000Z","kind":"outage","until":15480,"hresult":"0x801901F7","detail":"download.example"}""")
            .And.Contain("""{"at":60,"utc":"2017-02-28T17:37:00.0000000Z","kind":"transition","job":1,"from":"Transferring","to":"TransientError","hresult":"0x80072EFE","attempt":1,"bytes":60000000,"bytesTotal":500000000,"files":0}""");
    }

    [Fact]
    public void WriteMermaidStates_DeadOrigin_CountsTransitions()
    {
        using BitsSimulation simulation = TimelineScene.DeadOrigin();

        TimelineScene.Text(writer => simulation.Timeline().WriteMermaidStates(writer)).Should().Be("""
            ---
            title: "installer"
            ---
            stateDiagram-v2
                [*] --> Suspended : x1
                Queued --> Connecting : x2,017
                Connecting --> Error : x1
                Connecting --> TransientError : x2,016
                Suspended --> Queued : x1
                TransientError --> Queued : x2,016

            """);
    }

    [Fact]
    public void WriteMermaidGantt_Incident_HasOneBarForEqualCycles()
    {
        using BitsSimulation simulation = TimelineScene.Incident();

        TimelineScene.Text(writer => simulation.Timeline().WriteMermaidGantt(writer)).Should().Be("""
            ---
            title: "package"
            ---
            gantt
                dateFormat YYYY-MM-DDTHH:mm:ss.SSS
                axisFormat %H:%M
                section Outages and blocks
                HTTP 503, download.example :active, 2017-02-28T17:37:00.000, 2017-02-28T21:54:00.000
                section package
                Transferring :active, 2017-02-28T17:36:00.000, 2017-02-28T17:37:00.000
                Transient error :crit, 2017-02-28T17:37:00.000, 2017-02-28T17:47:00.000
                x25 every 10 min :crit, 2017-02-28T17:47:00.000, 2017-02-28T21:57:00.000
                Transferring :active, 2017-02-28T21:57:00.000, 2017-02-28T22:04:20.000
                Transferred :milestone, 2017-02-28T22:04:20.000, 2017-02-28T22:04:20.000
                Acknowledged :milestone, 2017-02-28T22:04:20.000, 2017-02-28T22:04:20.000

            """);
    }

    [Fact]
    public void WriteMermaidGantt_NamesThatOccurTwice_MakeASectionForEachJob()
    {
        using BitsSimulation simulation = new();
        simulation.Network.Outage(TimeSpan.Zero, TimeSpan.FromDays(1), SimulatedFault.NoAnswer);
        foreach (string name in new[] { "update", "Outages and blocks", "update", "other" })
        {
            simulation.Download(name, 1).Resume();
        }

        simulation.Clock.Advance(TimeSpan.FromMinutes(1));

        TimelineScene.Text(writer => simulation.Timeline().WriteMermaidGantt(writer)).Split('\n').Where(line => line.Contains("section", StringComparison.Ordinal))
            .Should().Equal(
                "    section Outages and blocks",
                "    section update (job 1)",
                "    section Outages and blocks (job 2)",
                "    section update (job 3)",
                "    section other");
    }

    [Theory]
    [MemberData(nameof(TimelineScene.Names), MemberType = typeof(TimelineScene))]
    public void WriteMermaid_EveryScene_HoldsOnlyLinesThatMermaidKnows(string scene)
    {
        using BitsSimulation simulation = TimelineScene.All[scene]();
        const string title = "a \"title\": with # and \\ and\na line";

        string[] states = TimelineScene.Text(writer => simulation.Timeline().WriteMermaidStates(writer, title)).Split('\n')[..^1];
        string[] gantt = TimelineScene.Text(writer => simulation.Timeline().WriteMermaidGantt(writer, title)).Split('\n')[..^1];

        JsonElement.Parse(states[1]["title: ".Length..]).GetString().Should().Be(@"a ""title"": with # and \ and\u000Aa line");
        states[..4].Should().Equal("---", states[1], "---", "stateDiagram-v2");
        states[4..].Where(line => !Arrow().IsMatch(line)).Should().BeEmpty();
        gantt[3..5].Should().Equal("gantt", "    dateFormat YYYY-MM-DDTHH:mm:ss.SSS");
        gantt[6..].Where(line => !Section().IsMatch(line) && !Bar().IsMatch(line) && !Comment().IsMatch(line)).Should().BeEmpty();
        gantt.Count(line => Bar().IsMatch(line)).Should().BeLessThanOrEqualTo(400);
        gantt.Sum(line => line.Length + 1).Should().BeLessThan(50_000, "Mermaid draws no more");
    }

    [Fact]
    public void Plain_WhatAGanttChartReadsAsSyntax_IsABlank() =>
        TimelineMermaid.Plain("a:b;c#d%e\nf\U0001F680 <g> & 'h'").Should().Be("a b c d e\\u000Af\U0001F680  g    'h'");

    private static (decimal, string?, int, string?, string?, string?, int, long?, long?, string) Read(JsonElement line) => (
        line.GetProperty("at").GetDecimal(),
        line.GetProperty("kind").GetString(),
        Number(line, "job"),
        Text(line, "from"),
        Text(line, "to"),
        Text(line, "hresult"),
        Number(line, "attempt"),
        line.TryGetProperty("bytes", out JsonElement bytes) ? bytes.GetInt64() : null,
        line.TryGetProperty("bytesTotal", out JsonElement total) ? total.GetInt64() : null,
        Text(line, "detail") ?? "");

    private static (decimal, string?, int, string?, string?, string?, int, long?, long?, string) Written(JobEvent entry) => (
        (decimal)entry.Instant.Ticks / TimeSpan.TicksPerSecond,
        entry.Kind.ToString().ToLowerInvariant(),
        entry.Job,
        entry.From?.ToString(),
        entry.To?.ToString(),
        entry.HResult == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"0x{entry.HResult:X8}"),
        entry.Attempt,
        entry.Progress?.BytesTransferred,
        entry.Progress?.BytesTotal,
        entry.Detail.Replace('\uD800', '\uFFFD'));

    private static string? Text(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static int Number(JsonElement line, string name) => line.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : 0;

    [GeneratedRegex(@"^    (\[\*\]|[A-Z]\w+) --> (\[\*\]|[A-Z]\w+) : x[\d,]+$")]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^    section [^:;#%<>&]+$")]
    private static partial Regex Section();

    [GeneratedRegex(@"^    (?!section|title|done|click)[^:;#%<>&]+ :(active|done|crit|milestone)(, \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}){2}$")]
    private static partial Regex Bar();

    [GeneratedRegex(@"^    %% not shown: ")]
    private static partial Regex Comment();
}
