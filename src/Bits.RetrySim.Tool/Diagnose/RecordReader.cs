using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tool;

/// <summary>Makes events and listed jobs of the records of an input, whatever its format called their fields.</summary>
internal sealed partial class RecordReader(DateReader dates)
{
    private const string Provider = "Bits-Client";

    /// <summary>The largest that NTFS holds, 8 PB.</summary>
    private const long LargestFile = 1L << 53;

    private readonly List<ListedJob> _jobs = [];
    private readonly List<LoggedEvent> _events = [];
    private int _eventsOfOthers;
    private int _eventsWithoutJob;
    private int _eventsWithoutZone;
    private int _eventsWithoutTime;

    internal void Add(FieldBag bag)
    {
        if (bag.Number("EventID", "Event Id", "event_id", "Id") is { } number and <= ushort.MaxValue
            && dates.Read(bag.Text("SystemTime", "TimeCreated", "@timestamp", "Timestamp", "Time Created", "Date and Time", "Datetime")) is { } time)
        {
            Add(bag, (int)number, time);
        }
        else if (StateOf(bag.Text("STATE", "JobState")) is { } state)
        {
            _jobs.Add(JobOf(bag, state));
        }
        else if (bag.Has("EventID"))
        {
            _eventsWithoutTime++;
        }
    }

    internal Evidence ToEvidence(IEnumerable<string> notes)
    {
        List<string> all = [.. notes];
        if (_eventsOfOthers > 0)
        {
            all.Add($"Passed by: events of other sources than BITS, {_eventsOfOthers}.");
        }

        if (_eventsWithoutJob > 0)
        {
            all.Add($"Passed by: events that do not name their job, {_eventsWithoutJob}; wevtutil qe ... /f:xml writes all of an event.");
        }

        if (_eventsWithoutTime > 0)
        {
            all.Add($"Passed by: events of which number or time could not be read, {_eventsWithoutTime}.");
        }

        if (_eventsWithoutZone > 0)
        {
            all.Add("The times of events have no zone and were read as UTC, which converters of event logs write.");
        }

        all.AddRange(dates.Doubts);

        return new Evidence(_jobs, _events, all);
    }

    private void Add(FieldBag bag, int number, (DateTimeOffset At, bool IsLocal) time)
    {
        if (bag.Text("ProviderName", "Provider", "provider_name", "SourceName", "Source") is { } provider
            && !provider.Contains(Provider, StringComparison.OrdinalIgnoreCase))
        {
            _eventsOfOthers++;
            return;
        }

        LoggedEvent entry = new(number, time.At)
        {
            Record = bag.Number("EventRecordID", "RecordId", "record_id", "EventRecordId", "RecordNumber") ?? 0,
            Job = bag.Id("jobId", "Id"),
            JobName = bag.Text("jobTitle", "name"),
            Owner = bag.Text("jobOwner", "User"),
            Url = bag.Text("url"),
            Code = bag.Code("hr", "hresult", "errorCode"),
            Bytes = Size(bag.Number("bytesTransferred")),
            Size = Size(bag.Number("bytesTotal")) ?? Size(bag.Number("fileLength")),
        };
        if (entry.Job is null && IsOfJob(number))
        {
            _eventsWithoutJob++;
            return;
        }

        _eventsWithoutZone += time.IsLocal ? 1 : 0;
        _events.Add(entry);
    }

    private static bool IsOfJob(int number) => number
        is LoggedEvent.JobCreated or LoggedEvent.JobCompleted or LoggedEvent.JobCancelled
        or LoggedEvent.TransferStarted or LoggedEvent.TransferStopped or LoggedEvent.TransferFailed;

    private ListedJob JobOf(FieldBag bag, BackgroundCopyJobState state)
    {
        (DateTimeOffset At, bool IsLocal)? created = dates.Read(bag.Text("CREATION TIME"));
        (DateTimeOffset At, bool IsLocal)? modified = dates.Read(bag.Text("MODIFICATION TIME"));
        return new ListedJob(state)
        {
            Id = bag.Id("GUID", "JobId"),
            Name = bag.Text("DISPLAY", "DisplayName"),
            Owner = bag.Text("OWNER", "OwnerAccount"),
            Type = bag.Text("TYPE", "TransferType"),
            Priority = PriorityOf(bag.Text("PRIORITY")),
            Delay = Seconds(bag.Number("RETRY DELAY", "RetryInterval")),
            Timeout = Seconds(bag.Number("NO PROGRESS TIMEOUT", "RetryTimeout")),
            ErrorCount = bag.Number("ERROR COUNT", "TransientErrorCount"),
            ErrorCode = bag.Code("ERROR CODE", "InternalErrorCode") is { } code and < 0 ? code : null,
            Bytes = Size(bag.Number("BYTES", "BytesTransferred")),
            BytesTotal = Size(Total(bag.Text("BYTES")) ?? bag.Number("BytesTotal")),
            FilesDone = bag.Number("FILES", "FilesTransferred"),
            Files = Total(bag.Text("FILES")) ?? bag.Number("FilesTotal"),
            Created = created?.At,
            Modified = modified?.At,
            IsLocal = modified?.IsLocal ?? created?.IsLocal ?? false,
            Urls = [.. bag.All("JOB FILE", "ERROR FILE", "RemoteName", "FileList").SelectMany(value => Remotes().Matches(value)).Select(url => url.Value).Distinct()],
        };
    }

    /// <summary>The second number of <c>0 / 1</c>.</summary>
    private static long? Total(string? pair)
    {
        int slash = pair?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        FieldBag total = new();
        total.Add(nameof(total), slash < 0 ? null : pair![(slash + 1)..]);
        return total.Number(nameof(total));
    }

    /// <summary>Null for what no file can have.</summary>
    private static long? Size(long? bytes) => bytes <= LargestFile ? bytes : null;

    private static TimeSpan? Seconds(long? seconds) => seconds is >= 0 and <= uint.MaxValue ? TimeSpan.FromSeconds(seconds.Value) : null;

    private static BackgroundCopyJobState? StateOf(string? text) => text switch
    {
        null => null,
        "CANCELED" or "Canceled" => BackgroundCopyJobState.Cancelled,
        _ => Value<BackgroundCopyJobState>(text),
    };

    private static BackgroundCopyJobPriority? PriorityOf(string? text) => text is null ? null : Value<BackgroundCopyJobPriority>(text);

    /// <summary>By its number, or by its name without regard to case and underlines.</summary>
    private static T? Value<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T value) && Enum.IsDefined(value) ? value : null;

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]{1,30}://[^\s,;}""']+|\\\\[^\s,;}""']+", RegexOptions.CultureInvariant)]
    private static partial Regex Remotes();
}
