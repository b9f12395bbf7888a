using System.Globalization;

namespace Bits.RetrySim;

/// <summary>
/// What happened to the jobs of a manager, made from its <see cref="EventLog"/> to be looked at: a lane for each job with its states,
/// attempts, bytes and due instants, and bands where outages and the surroundings kept them waiting. Runs of equal cycles are folded.
/// </summary>
/// <remarks>
/// <para>The same script gives the same bytes, whatever the culture and however time was advanced. Lines end in a line feed.</para>
/// <code>
/// using BitsSimulation bits = new();
/// bits.Network.Host("cdn.example").Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));
/// bits.Clock.Advance(TimeSpan.FromHours(5));
/// using StringWriter text = new();
/// bits.Timeline().WriteText(text);
/// </code>
/// </remarks>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed class JobTimeline
{
    private JobTimeline(JournalSnapshot source, IReadOnlyList<JobLane> lanes, IReadOnlyList<TimelineBand> bands, TimeSpan end)
    {
        (Start, End, Events, Lanes, Bands) = (source.Start, end, source.Events, lanes, bands);
    }

    /// <summary>The wall clock's time, in UTC, when the manager began. A <see cref="SimulatedClock"/> that was not told any shows 2000-01-01.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>How far it goes, since <see cref="Start"/>: to the present, or, if every job has ended, to the last thing that happened.</summary>
    public TimeSpan End { get; }

    /// <summary>The events as they were recorded, none left out.</summary>
    internal IReadOnlyList<JobEvent> Events { get; }

    /// <summary>The jobs, in the order of their creation.</summary>
    internal IReadOnlyList<JobLane> Lanes { get; }

    /// <summary>The bands that begin before the end, in the order in which they begin.</summary>
    internal IReadOnlyList<TimelineBand> Bands { get; }

    /// <summary>Makes the timeline of a manager, up to now.</summary>
    /// <param name="manager">
    /// The manager; it may be disposed. What its network was scripted to do is known to <see cref="BitsSimulation.Timeline"/> only.
    /// </param>
    /// <returns>The timeline; it does not grow.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="manager"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The manager records no events, see <see cref="BackgroundCopyManagerOptions.RecordEvents"/>; or its event log has forgotten some, see
    /// <see cref="EventLog(int)"/>.
    /// </exception>
    public static JobTimeline Of(BackgroundCopyManager manager) => Of(manager ?? throw Failure.Null(nameof(manager)), outages: []);

    /// <summary>Writes a table in plain text: one line for each thing that happened, equal cycles folded.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="title">What stands above it; null: the job's name, or how many jobs there are.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteText(TextWriter writer, string? title = null) =>
        TimelineText.Write(this, Check(writer), TimelineTitle.Of(ManagerTimeline.Alone(this), title));

    /// <summary>Writes JSON lines, one object for each event and scripted outage; nothing is folded.</summary>
    /// <param name="writer">Where to.</param>
    /// <remarks>
    /// <para>The members, in this order; those that do not apply are left out:</para>
    /// <list type="table">
    /// <item><term>at</term><description>seconds since the start, a number with up to seven decimals</description></item>
    /// <item><term>utc</term><description>the same as date and time, ISO 8601; no wall clock that was set in between is followed</description></item>
    /// <item><term>kind</term><description>transition, attempt, call, environment, notification, hint, retry, filerestarted, sessionend (<see cref="JobEventKind"/>), or outage</description></item>
    /// <item><term>job</term><description>the job's creation number, from 1</description></item>
    /// <item><term>from, to</term><description>states, as <see cref="BackgroundCopyJobState"/> names them</description></item>
    /// <item><term>until</term><description>the end of an outage, as <c>at</c></description></item>
    /// <item><term>hresult</term><description>the error, as in <c>"0x801901F7"</c></description></item>
    /// <item><term>attempt</term><description>the number of the attempt, from 1</description></item>
    /// <item><term>bytes, bytesTotal, files</term><description>how far the job had come: bytes, of how many, and whole files</description></item>
    /// <item><term>sessionEnd</term><description>how far a server has been told of the end of an upload, as <see cref="SessionEndStep"/> names it</description></item>
    /// <item><term>detail</term><description>as <see cref="JobEvent.Detail"/>; for an outage the host or file, empty for the whole network</description></item>
    /// </list>
    /// </remarks>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteJsonLines(TextWriter writer) => TimelineJson.Write(new ManagerTimeline("", this), Check(writer));

    /// <summary>Writes a Mermaid state diagram of the transitions that were seen, all jobs taken together, with how often.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="title">As for <see cref="WriteText"/>.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteMermaidStates(TextWriter writer, string? title = null) =>
        TimelineMermaidStates.Write(ManagerTimeline.Alone(this), Check(writer), title);

    /// <summary>
    /// Writes a Mermaid Gantt chart: a section for each job, with a bar for each state, and one bar for equal cycles. Times are UTC. Mermaid
    /// draws charts of limited size only, so that a chart has at most 400 bars; a comment in it says how many are missing.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="title">As for <see cref="WriteText"/>.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteMermaidGantt(TextWriter writer, string? title = null) =>
        TimelineMermaidGantt.Write(ManagerTimeline.Alone(this), Check(writer), title);

    /// <summary>
    /// Draws a picture as SVG: a lane for each job, coloured by state, failed attempts as crosses, bytes as a line, due instants as flags,
    /// outages and blocks as bands behind the lanes, equal cycles folded. It follows the viewer's light or dark surroundings, holds no script
    /// and refers to nothing outside. Of more than 30 jobs the first 30 are drawn, and how many are missing is said.
    /// </summary>
    /// <param name="writer">Where to; the text is without a declaration, so that it can stand in a page, and is meant for UTF-8.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteSvg(TextWriter writer) => WriteSvg(writer, new TimelineSvgOptions());

    /// <summary>The picture of <see cref="WriteSvg(TextWriter)"/> under a title.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="title">As for <see cref="WriteText"/>.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteSvg(TextWriter writer, string? title) => WriteSvg(writer, new TimelineSvgOptions { Title = title });

    /// <summary>The picture of <see cref="WriteSvg(TextWriter)"/>, with more to choose.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="options">Title, subtitle and theme.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> or <paramref name="options"/> is null.</exception>
    public void WriteSvg(TextWriter writer, TimelineSvgOptions options) =>
        SvgPicture.Write(ManagerTimeline.Alone(this), Check(writer), options ?? throw Failure.Null(nameof(options)));

    /// <summary>The picture of <see cref="WriteSvg(TextWriter)"/> as a text, for a test that attaches it to what its runner shows.</summary>
    /// <param name="title">As for <see cref="WriteText"/>.</param>
    /// <returns>The SVG, meant for UTF-8.</returns>
    /// <example><code>File.WriteAllText("failed.svg", bits.Timeline().ToSvg());</code></example>
    public string ToSvg(string? title = null)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        WriteSvg(writer, title);
        return writer.ToString();
    }

    /// <summary>The table of <see cref="WriteText"/>.</summary>
    /// <returns>Several lines, the same in every culture.</returns>
    public override string ToString()
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        WriteText(writer);
        return writer.ToString();
    }

    /// <summary>Whether the start is a date that somebody chose.</summary>
    internal bool HasDate => Start != Defaults.SimulationStart;

    /// <summary>The date and time of an instant, as if the wall clock had gone evenly since the start.</summary>
    internal DateTimeOffset UtcAt(TimeSpan at) => at < DateTimeOffset.MaxValue - Start ? Start + at : DateTimeOffset.MaxValue;

    internal static JobTimeline Of(BackgroundCopyManager manager, IReadOnlyList<TimelineBand> outages)
    {
        if (!manager.EventLog.IsEnabled)
        {
            throw new InvalidOperationException(
                "The manager records no events. Set BackgroundCopyManagerOptions.RecordEvents before it starts.");
        }

        JournalSnapshot source = manager.ReadJournal();
        if (!source.IsComplete)
        {
            throw new InvalidOperationException(
                "The manager's event log keeps the last events only, and has forgotten the first ones; a timeline is made of all of them.");
        }

        return Of(source, outages);
    }

    internal static JobTimeline Of(JournalSnapshot source, IReadOnlyList<TimelineBand> outages)
    {
        SortedDictionary<int, LaneBuilder> lanes = [];
        BandBuilder surroundings = new();
        TimeSpan? reconnected = null;
        foreach (JobEvent entry in source.Events)
        {
            if (entry.Job == 0)
            {
                surroundings.Add(entry);
                reconnected = entry.Environment is { IsReconnect: true } ? entry.Instant : reconnected;
                continue;
            }

            if (!lanes.TryGetValue(entry.Job, out LaneBuilder? lane))
            {
                lanes.Add(entry.Job, lane = new LaneBuilder(entry.Job));
            }

            lane.Add(entry, isReconnect: entry.Instant == reconnected);
        }

        Dictionary<int, LiveJob> live = source.Jobs.ToDictionary(job => job.Number);
        TimeSpan end = live.Count > 0 || lanes.Count == 0 ? source.Now : LastHappening(source, outages);
        return new JobTimeline(
            source,
            [.. lanes.Select(lane => lane.Value.Build(end, live.GetValueOrDefault(lane.Key)))],
            [.. outages.Concat(surroundings.Build(end)).Where(band => band.Start <= end).OrderBy(band => band.Start)],
            end);
    }

    private static TimeSpan LastHappening(JournalSnapshot source, IReadOnlyList<TimelineBand> outages) => outages
        .SelectMany(band => new[] { band.Start, band.End })
        .Where(edge => edge <= source.Now)
        .Append(source.Events[^1].Instant)
        .Max();

    private static TextWriter Check(TextWriter writer) => writer ?? throw Failure.Null(nameof(writer));
}
