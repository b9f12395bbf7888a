using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Bits.RetrySim.Tests;

/// <summary>The tables of what is reported, beside the code that reports it.</summary>
[Collection(ListenerCollection.Name)]
public sealed class ReportsDocumentTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(SourceTree.Root, "src/Bits.RetrySim/docs/telemetry.md"));

    [Fact]
    public void LogMessages_Table_HasTheIdsNamesAndLevelsOfTheCode() =>
        Table("Id").Select(row => $"{row[0]} {row[1]} {row[2]}").Should().Equal(typeof(Log)
            .GetMethods(BindingFlags.Static | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .OrderBy(message => message.EventId)
            .Select(message => $"{message.EventId} `{message.EventName}` {message.Level}"));

    [Fact]
    public void Instruments_Table_HasTheNamesKindsAndUnitsOfTheCode()
    {
        List<string> published = [];
        using MeterScope meters = new();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                instrument.Description.Should().NotBeNullOrEmpty();
                published.Add($"`{instrument.Name}` {KindOf(instrument)} `{instrument.Unit}`");
            }
        };
        using Bench scene = new(options => options.MeterFactory = meters);

        listener.Start();

        Table("Instrument").Select(row => $"{row[0]} {row[1]} {row[2]}").Should().BeEquivalentTo(published);
    }

    [Fact]
    public void Instruments_Table_HasTheTagsThatAreMeasured()
    {
        Dictionary<string, SortedSet<string>> measured = [];
        using MeterScope meters = new();
        using MeterListener listener = MetricsTests.ListenTo(meters, (instrument, _, tags) => Note(measured, instrument.Name, tags.Select(tag => tag.Key)));

        RunEverything(meters);
        listener.RecordObservableInstruments();

        Table("Instrument").ToDictionary(row => row[0].Trim('`'), row => Quoted(row[3])).Should().BeEquivalentTo(measured);
    }

    [Fact]
    public void Activity_Table_HasTheTagsThatAreSet()
    {
        Dictionary<string, SortedSet<string>> set = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "Bits.RetrySim",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Note(set, activity.OperationName, activity.TagObjects.Select(tag => tag.Key)),
        };
        ActivitySource.AddActivityListener(listener);
        using MeterScope meters = new();

        RunEverything(meters);

        set.Should().ContainSingle().Which.Key.Should().Be("bits.attempt");
        string.Join('\n', Page).Should().Contain("one activity `bits.attempt` ");
        Table("Tag").Select(row => row[0].Trim('`')).Should().BeEquivalentTo(set["bits.attempt"]);
    }

    private static void RunEverything(MeterScope meters)
    {
        using Bench scene = new(options => options.MeterFactory = meters);
        BackgroundCopyJob job = scene.CreateJob();
        job.NotifyInterface = new BackgroundCopyCallback();
        scene.Start(job).FailHttp(503);
        scene.GoTo(600);
        scene.AttemptOf(job).Accept(Bench.FileSize);
        scene.AttemptOf(job).Complete();
        scene.Pump();
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableUpDownCounter<long> => "up-down counter, observed",
        _ => instrument.GetType().Name,
    };

    private static void Note(Dictionary<string, SortedSet<string>> notes, string name, IEnumerable<string> tags)
    {
        if (!notes.TryGetValue(name, out SortedSet<string>? seen))
        {
            notes.Add(name, seen = new(StringComparer.Ordinal));
        }

        seen.UnionWith(tags);
    }

    /// <summary>The words of a cell that stand between backticks.</summary>
    private static SortedSet<string> Quoted(string cell) => new(cell.Split('`').Where((_, index) => index % 2 == 1), StringComparer.Ordinal);

    /// <summary>The rows of the table whose first column has this heading, cell by cell.</summary>
    private static string[][] Table(string heading)
    {
        string[][] rows = [.. Page
            .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1])];
        rows.Should().NotBeEmpty();
        return rows;
    }
}
