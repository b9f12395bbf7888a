using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bits.RetrySim;

/// <summary>A scenario of what was recorded.</summary>
internal sealed class RecordedScenario(TransferRecorder recorder, JournalSnapshot journal)
{
    private const string Head = "// What was seen, as a scenario. It ends where the recording ends: without \"runFor\" it goes on, with a server that works.\n";

    private static readonly JsonWriterOptions Layout = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly RecordedHosts _hosts = new();

    internal string Of(BackgroundCopyJob[] jobs)
    {
        BackgroundCopyJob[] sorted = [.. jobs.OrderBy(static job => job.Number)];
        Dictionary<int, IReadOnlyList<RecordedAttempt>> attempts = sorted.ToDictionary(static job => job.Number, job => recorder.AttemptsOf(job.Number));
        IReadOnlyList<JobEvent> events = RecordedOrder.Of(journal.Events, attempts.Values.SelectMany(static seen => seen));
        RecordedStarts starts = new(events, attempts);
        JsonArray told = [];
        foreach (BackgroundCopyJob job in sorted)
        {
            told.Add((JsonNode)JobOf(job, [.. events.Where(entry => entry.Job == job.Number)], attempts[job.Number], starts));
        }

        TimeSpan end = journal.Now + TimeSpan.FromTicks(1);
        JsonObject scenario = new()
        {
            ["name"] = "Recorded: " + string.Join(", ", sorted.Select(static job => job.DisplayName).Distinct()),
            ["start"] = journal.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["network"] = new JsonObject
            {
                // Whatever was silent was as long as it was recorded, and says itself how it ended.
                ["receiveTimeout"] = Arguments.Text(end + TimeSpan.FromMinutes(1)),
                ["hosts"] = _hosts.ToJson(),
            },
            ["environment"] = RecordedEnvironment.Of(events),
            ["jobs"] = told,
            ["runFor"] = Arguments.Text(end),
        };
        return Head + Text(scenario) + "\n";
    }

    private static string Text(JsonObject scenario)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, Layout))
        {
            scenario.WriteTo(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray()).ReplaceLineEndings("\n");
    }

    private JsonObject JobOf(BackgroundCopyJob job, IReadOnlyList<JobEvent> events, IReadOnlyList<RecordedAttempt> attempts, RecordedStarts starts)
    {
        JsonArray files = [];
        foreach (BackgroundCopyFile file in job.Files)
        {
            RecordedAttempt[] own = [.. attempts.Where(attempt => attempt.LocalName == file.LocalName)];
            RecordedFile recorded = RecordedFile.Of(own, starts);
            string remote = _hosts.Add(own.Length > 0 ? own[0].RemoteName : file.RemoteName, $"{job.Number}-{files.Count + 1}", recorded);
            JsonObject told = new() { ["remote"] = remote, ["local"] = FormattableString.Invariant($@"C:\Downloads\{job.Number}-{files.Count + 1}") };
            if (file.Ranges is { } ranges)
            {
                told["ranges"] = RangesOf(ranges);
            }

            if (file.ExpectedSha256 is { } hash)
            {
                told["sha256"] = hash;
            }

            files.Add((JsonNode)told);
        }

        return RecordedJob.Of(job, files, events);
    }

    private static JsonArray RangesOf(IReadOnlyList<BackgroundCopyFileRange> ranges)
    {
        JsonArray told = [];
        foreach ((long offset, long length) in ranges)
        {
            JsonObject range = new() { ["offset"] = offset };
            if (length != BackgroundCopyFileRange.ToEndOfFile)
            {
                range["length"] = length;
            }

            told.Add((JsonNode)range);
        }

        return told;
    }
}
