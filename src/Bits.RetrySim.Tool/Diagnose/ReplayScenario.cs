using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Writes a scenario in which the attempts of observed jobs come at the instants at which they were seen, and end as they ended: what the server did, by
/// the number of the request, what happened around the jobs, and what their client called. Where the input does not tell why a job was tried, something
/// stands in for it; comments in the scenario say so.
/// </summary>
internal sealed class ReplayScenario
{
    private const string FallbackHost = "server.example";

    /// <summary>Longer than any stall of it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    private readonly Privacy _privacy;
    private readonly DateTimeOffset _start;
    private readonly List<(TimeSpan At, string Field, JsonNode Value)> _changes = [];
    private readonly Dictionary<string, Dictionary<string, (JsonArray Faults, long Size)>> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _comments = [];
    private readonly JsonArray _jobs = [];
    private readonly int _immediateRetries;
    private readonly TimeSpan _end;
    private TimeSpan _longestStall;

    private ReplayScenario(IReadOnlyList<Diagnosis> diagnoses, Privacy privacy)
    {
        _privacy = privacy;
        _immediateRetries = new BitsReadings().ImmediateRetries;
        _start = diagnoses.Min(diagnosis => diagnosis.Story!.Start);
        _end = diagnoses.Max(diagnosis => diagnosis.Story!.End) - _start;
    }

    /// <summary>Whether anything is known of a job that a scenario can do: an attempt, or a block.</summary>
    internal static bool CanTell(Diagnosis diagnosis) =>
        diagnosis.Story is { } story && (story.Attempts.Count > 0 || story.Steps.Any(step => step.Kind == StoryStepKind.Blocked));

    /// <summary>Null if too little is known of every job.</summary>
    internal static string? Write(IReadOnlyList<Diagnosis> diagnoses, Privacy privacy)
    {
        Diagnosis[] told = [.. diagnoses.Where(CanTell)];
        return told.Length == 0 ? null : new ReplayScenario(told, privacy).Of(told);
    }

    private string Of(Diagnosis[] diagnoses)
    {
        for (int i = 0; i < diagnoses.Length; i++)
        {
            Add(diagnoses[i], i);
        }

        JsonObject network = new() { ["hosts"] = new JsonObject([.. _hosts.Select(host => KeyValuePair.Create(host.Key, (JsonNode?)HostOf(host.Value)))]) };
        if (_longestStall > TimeSpan.Zero)
        {
            network.Insert(0, "receiveTimeout", Text(_longestStall + Margin));
        }

        JsonObject scenario = new()
        {
            ["name"] = "Replay of " + string.Join(", ", diagnoses.Select(diagnosis => _privacy.Text(diagnosis.Job.Name)).Distinct()),
            ["start"] = _start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["network"] = network,
            ["environment"] = new JsonArray([.. _changes.OrderBy(change => change.At).Where(change => change.At <= _end).Select(change => new JsonObject
            {
                ["at"] = Text(change.At),
                [change.Field] = change.Value,
            })]),
            ["jobs"] = _jobs,
            ["runFor"] = Text(_end + TimeSpan.FromTicks(1)),
        };
        if (_end > Defaults.JobInactivityTimeout)
        {
            // What was seen is no work of the inactivity policy.
            scenario.Insert(2, "policy", new JsonObject { ["jobInactivityTimeout"] = Text(TimeSpan.FromDays(GroupPolicy.LongestInactivityDays)) });
        }

        string head = string.Concat(_comments
            .Prepend("What was seen, as a scenario for bits-retrysim simulate. It ends where the input ends: without \"runFor\" it goes on, with a server that works.")
            .Distinct()
            .Select(comment => $"// {comment}\n"));
        return head + scenario.ToJsonString(Options) + "\n";
    }

    private void Add(Diagnosis diagnosis, int index)
    {
        JobStory story = diagnosis.Story!;
        using Reconstruction run = Reconstruction.Of(story, diagnosis.Job.Name, diagnosis.StorySettings!);
        StoryStep first = story.Steps.First(step => step.Kind is StoryStepKind.Resumed or StoryStepKind.Began or StoryStepKind.Ended or StoryStepKind.Blocked);
        List<(TimeSpan At, string Call)> calls = [.. story.Steps.SkipWhile(step => step != first).Skip(1).Select(CallOf).OfType<(TimeSpan, string)>()];
        foreach (Nudge nudge in run.Nudges)
        {
            Add(nudge, story, calls);
        }

        string[] urls = [.. story.Urls.DefaultIfEmpty("")];
        JsonArray files = [];
        for (int file = 0; file < urls.Length; file++)
        {
            (string host, string path) = Place(urls[file].Length > 0 || diagnosis.Job.Urls.Count == 0 ? urls[file] : diagnosis.Job.Urls[0], index, file);
            files.Add(new JsonObject { ["remote"] = $"https://{host}{path}", ["local"] = string.Create(CultureInfo.InvariantCulture, $@"C:\Downloads\{index + 1}-{file + 1}") });
            AddFile(story, urls[file], host, path);
        }

        ObservedSettings settings = diagnosis.StorySettings!;
        JsonObject job = new()
        {
            ["name"] = ObservedJob.Fitting(_privacy.Text(diagnosis.Job.Name)),
            ["priority"] = PriorityOf(diagnosis, story).ToString().ToLowerInvariant(),
            ["minimumRetryDelay"] = settings.Delay.TotalSeconds,
            ["noProgressTimeout"] = settings.Timeout.TotalSeconds,
            ["resumeAt"] = Text(Shorter(first.At - _start, _end)),
            ["files"] = files,
        };
        if (calls.Count > 0)
        {
            job["calls"] = new JsonArray([.. calls.OrderBy(call => call.At).Where(call => call.At <= _end)
                .Select(call => new JsonObject { ["at"] = Text(call.At), ["call"] = call.Call })]);
        }

        _jobs.Add(job);
    }

    /// <summary>Where it is not told: foreground, so that it runs beside others. One that a condition held back is a background job, whatever it was.</summary>
    private static BackgroundCopyJobPriority PriorityOf(Diagnosis diagnosis, JobStory story)
    {
        BackgroundCopyJobPriority priority = diagnosis.Job.Listing?.Priority ?? BackgroundCopyJobPriority.Foreground;
        bool isHeldBack = story.Steps.Any(step => step.Kind == StoryStepKind.Blocked);
        return isHeldBack && priority == BackgroundCopyJobPriority.Foreground ? BackgroundCopyJobPriority.High : priority;
    }

    /// <summary>What a server did with a file, request by request.</summary>
    private void AddFile(JobStory story, string url, string host, string path)
    {
        JsonArray faults = [];
        int request = 0;
        int immediate = 0;
        for (int i = 0; i < story.Attempts.Count; i++)
        {
            immediate += story.IsImmediate(i) ? 1 : 0;
            if (story.Attempts[i].Url == url)
            {
                // Where BITS had no immediate retry left and the scenario's job has, the answer is left out, so that none is made.
                bool hasAnswer = story.Attempts[i].ReachedServer && (!story.Attempts[i].EarnsImmediateRetry || story.IsImmediate(i + 1) || immediate >= _immediateRetries);
                AddFaults(faults, story.Attempts[i], ++request, hasAnswer);
            }
        }

        long size = story.Attempts.Where(attempt => attempt.Url == url).Select(attempt => Math.Max(attempt.Size ?? 0, attempt.BytesAfter + (attempt.IsDone ? 0 : 1))).DefaultIfEmpty(1).Max();
        if (!_hosts.TryGetValue(host, out Dictionary<string, (JsonArray, long)>? resources))
        {
            _hosts.Add(host, resources = []);
        }

        resources[path] = (faults, size);
    }

    private void AddFaults(JsonArray faults, StoryAttempt attempt, int request, bool hasAnswer)
    {
        TimeSpan lasted = attempt is { Began: { } began, Ended: { } ended } ? ended - began : TimeSpan.Zero;
        if (attempt.IsFailure && !hasAnswer)
        {
            faults.Add(Failure(attempt.Code, request));
            return;
        }

        if (attempt is { IsFailure: true, NewBytes: 0 })
        {
            faults.Add(new JsonObject { ["requests"] = request, ["dropAfter"] = 0, ["hresult"] = Hex(attempt.Code) });
            return;
        }

        if (attempt.IsStopped || attempt.Ended is null)
        {
            // It brings its bytes and then waits for what stops it.
            faults.Add(new JsonObject { ["requests"] = request, ["stallAfter"] = attempt.NewBytes });
            _longestStall = TimeSpan.FromTicks(Math.Max(_longestStall.Ticks, (_end + Margin).Ticks));
            return;
        }

        if (lasted > TimeSpan.Zero && attempt.NewBytes > 0)
        {
            // All bytes but the last come at once, and that one when the attempt ends.
            faults.Add(new JsonObject { ["requests"] = request, ["stallAfter"] = attempt.NewBytes - 1, ["duration"] = Text(lasted) });
            _longestStall = TimeSpan.FromTicks(Math.Max(_longestStall.Ticks, lasted.Ticks));
        }

        if (attempt.IsFailure)
        {
            faults.Add(new JsonObject { ["atByte"] = attempt.BytesAfter, ["drop"] = true, ["once"] = true, ["hresult"] = Hex(attempt.Code) });
        }
    }

    private static JsonObject Failure(int code, int request)
    {
        JsonObject fault = new() { ["requests"] = request };
        if (Codes.HttpStatus(code) is { } status and not (200 or 206))
        {
            fault["httpStatus"] = status;
        }
        else
        {
            fault["hresult"] = Hex(code);
        }

        return fault;
    }

    /// <summary>What the client called, where the log tells it.</summary>
    private (TimeSpan At, string Call)? CallOf(StoryStep step) => step.Kind switch
    {
        StoryStepKind.Resumed => (step.At - _start, "resume"),
        StoryStepKind.Suspended => (step.At - _start, "suspend"),
        _ => null,
    };

    private void Add(Nudge nudge, JobStory story, List<(TimeSpan At, string Call)> calls)
    {
        TimeSpan from = nudge.From - _start;
        TimeSpan? until = nudge.Until - _start;
        switch (nudge.Kind)
        {
            case NudgeKind.Resumed:
                calls.Add((from, "resume"));
                break;
            case NudgeKind.Blocked when HeldBack.ByCode(nudge.Code) is { Script: { } script }:
                Add(from, until, script);
                break;
            case NudgeKind.ServiceStarted when !WasStopped(nudge, story):
                _changes.Add((until ?? from, "restartService", true));
                break;
            case NudgeKind.TriedEarly:
                _comments.Add("A changed network stands in for what let a job be tried before its delay was over; a Resume does the same.");
                _changes.Add((from, "network", "changed"));
                break;
            default:
                _comments.Add("The network's going and coming stands in for what kept a job from being tried: a sleep, a service that did not run, a logoff.");
                Add(Begins(nudge, story) - _start, until, static on => ("network", on ? "down" : "up"));
                break;
        }
    }

    /// <summary>Whether an attempt had been stopped before, so that the job was kept from going on meanwhile.</summary>
    private static bool WasStopped(Nudge nudge, JobStory story) => story.Attempts.Any(attempt => attempt.IsStopped && attempt.Ended == nudge.From);

    /// <summary>A job that waits is kept from its attempt by what begins before that is due: right after its last failure.</summary>
    private static DateTimeOffset Begins(Nudge nudge, JobStory story) => nudge.Kind == NudgeKind.TriedLate
        ? (story.Attempts.LastOrDefault(attempt => attempt.Ended <= nudge.From)?.Ended ?? nudge.From) + TimeSpan.FromMilliseconds(1)
        : nudge.From;

    private void Add(TimeSpan from, TimeSpan? until, Func<bool, (string Field, JsonNode Value)> script)
    {
        (string field, JsonNode value) = script(true);
        _changes.Add((from, field, value));
        if (until is { } end)
        {
            (field, value) = script(false);
            _changes.Add((end, field, value));
        }
    }

    /// <summary>Where the file lies in the scenario: at its address, without what is not shown, and nowhere twice.</summary>
    private (string Host, string Path) Place(string url, int job, int file)
    {
        string shown = _privacy.Url(url);
        bool isHttp = Uri.TryCreate(shown, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address.Host.Length > 0;
        string host = isHttp ? address!.Host : FallbackHost;
        string path = isHttp ? address!.AbsolutePath : "/file";
        return _hosts.TryGetValue(host, out Dictionary<string, (JsonArray, long)>? resources) && resources.ContainsKey(path)
            ? (host, string.Create(CultureInfo.InvariantCulture, $"/{job + 1}-{file + 1}{path}"))
            : (host, path);
    }

    private static JsonObject HostOf(Dictionary<string, (JsonArray Faults, long Size)> resources)
    {
        JsonObject all = [];
        foreach ((string path, (JsonArray faults, long size)) in resources)
        {
            all[path] = new JsonObject { ["size"] = size, ["faults"] = faults };
        }

        return new JsonObject { ["resources"] = all };
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static string Hex(int code) => string.Create(CultureInfo.InvariantCulture, $"0x{code:X8}");

    private static string Text(TimeSpan span) => span.ToString("c", CultureInfo.InvariantCulture);
}
