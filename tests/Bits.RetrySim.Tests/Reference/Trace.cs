using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>What can be seen of a run, in canonical form. Two runs agree if all their lines do.</summary>
internal sealed class Trace
{
    /// <summary>Every change of state.</summary>
    internal List<TraceTransition> Transitions { get; } = [];

    /// <summary>Every beginning of a fetch, as the transport sees it.</summary>
    internal List<TraceFetch> Fetches { get; } = [];

    /// <summary>Every request that tells a server of the end of a session, as the transport sees it.</summary>
    internal List<TraceSessionEnd> SessionEnds { get; } = [];

    /// <summary>Every question about a certificate, with what is seen by who is asked.</summary>
    internal List<TraceQuestion> Questions { get; } = [];

    /// <summary>Every delivered notification, with what its receiver sees.</summary>
    internal List<TraceNotification> Notifications { get; } = [];

    /// <summary>Every call with its result.</summary>
    internal List<TraceCall> Calls { get; } = [];

    /// <summary>What all jobs look like after each input, and at the end.</summary>
    internal List<TraceRead> Reads { get; } = [];

    /// <summary>
    /// All lines, in sections. Of one instant the lines of a job keep their order, jobs follow by number; but in which order jobs are told of their
    /// files and events is one line more each (D-23). That of their JobModification calls is open: a change marks the job whether or not
    /// anybody wants to hear of it (D-22); so is that of their FileRangesTransferred calls, of which D-23 does not speak.
    /// </summary>
    internal IReadOnlyList<string> Lines() =>
    [
        .. Ordered(Transitions, line => line.AtMs, line => line.Job),
        .. Ordered(Fetches, line => line.AtMs, line => line.Job),
        .. Ordered(SessionEnds, line => line.AtMs, line => line.Job),
        .. Ordered(Questions, line => line.AtMs, line => line.Job),
        .. Ordered(Notifications, line => line.AtMs, line => line.Job),
        .. Notifications.Where(line => line.Kind is not (BackgroundCopyNotifications.JobModification or BackgroundCopyNotifications.FileRangesTransferred)).Select(line => $"in order: {line}"),
        .. Calls.Select(line => line.ToString()),
        .. Reads.Select(line => line.ToString()),
    ];

    /// <summary>Where another run first differs from this one, with the lines before and after; null if it does not.</summary>
    internal string? DifferenceTo(Trace other)
    {
        IReadOnlyList<string> mine = Lines();
        IReadOnlyList<string> others = other.Lines();
        int at = Enumerable.Range(0, Math.Max(mine.Count, others.Count)).FirstOrDefault(
            i => i >= mine.Count || i >= others.Count || mine[i] != others[i], defaultValue: -1);
        return at < 0 ? null : $"expected\n{Around(mine, at)}\nbut was\n{Around(others, at)}";
    }

    private static string Around(IReadOnlyList<string> lines, int at)
    {
        const int Before = 12;
        const int After = 5;
        int from = Math.Max(0, at - Before);
        return string.Join('\n', lines.Skip(from).Take(at - from + After).Select((line, i) => (from + i == at ? "> " : "  ") + line));
    }

    private static IEnumerable<string> Ordered<T>(IEnumerable<T> lines, Func<T, long> instant, Func<T, int> job)
        where T : notnull => lines.OrderBy(instant).ThenBy(job).Select(line => line.ToString()!);
}

/// <summary>A change of state; the code is the error's when the job enters TRANSIENT_ERROR or ERROR, else 0.</summary>
internal sealed record TraceTransition(long AtMs, int Job, BackgroundCopyJobState From, BackgroundCopyJobState To, int Code)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs} j{Job} {From}->{To} {Code:X8}");
}

/// <summary>The beginning of a fetch.</summary>
internal sealed record TraceFetch(long AtMs, int Job, int Number, int File, long Offset)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs} j{Job} fetch {Number} file {File} from {Offset}");
}

/// <summary>A server is told that no more comes of an upload.</summary>
internal sealed record TraceSessionEnd(long AtMs, int Job)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs} j{Job} ends its session");
}

/// <summary>A client is asked about a certificate.</summary>
internal sealed record TraceQuestion(long AtMs, int Job, int File, string Certificate, BackgroundCopyJobState State, int? Error)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{AtMs} j{Job} asked about {Certificate} of file {File} sees {State} error {Error:X8}");
}

/// <summary>A notification; file is the index of the file for FileTransferred, else -1.</summary>
internal sealed record TraceNotification(
    long AtMs, int Job, BackgroundCopyNotifications Kind, int File, BackgroundCopyJobState State, int? Error, int ErrorCount)
{
    /// <summary>The bytes that FileRangesTransferred is about.</summary>
    internal string Ranges { get; init; } = "";

    /// <summary>Bytes as spans: how they are cut is open (FILE-24).</summary>
    internal static string Spans(IEnumerable<long> bytes)
    {
        List<long> all = [.. bytes.Distinct().Order()];
        IEnumerable<long> starts = all.Where(at => !all.Contains(at - 1));
        return string.Join(' ', starts.Select(start => string.Create(CultureInfo.InvariantCulture, $"{start}-{all.First(at => at >= start && !all.Contains(at + 1))}")));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{AtMs} j{Job} {Kind} file {File}{(Ranges.Length == 0 ? "" : $" bytes {Ranges}")} sees {State} error {Error:X8} count {ErrorCount}");
}

/// <summary>A call; calls from callbacks say so.</summary>
internal sealed record TraceCall(long AtMs, int Job, ScriptAction Action, int Result, bool FromCallback)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{AtMs} j{Job} {Action} = {Result:X8}{(FromCallback ? " from callback" : "")}");
}

/// <summary>What the getters of a job answer.</summary>
internal sealed record TraceRead(
    long AtMs,
    int Job,
    BackgroundCopyJobState State,
    int? Error,
    int ErrorCount,
    long Bytes,
    long? Total,
    int Files,
    int FilesTransferred,
    long ReplyBytes,
    long? ReplyTotal,
    long DelaySeconds,
    long TimeoutSeconds,
    long MaxDownloadSeconds)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{AtMs} j{Job} is {State} error {Error:X8} count {ErrorCount} bytes {Bytes} of {Total} files {FilesTransferred}/{Files} reply {ReplyBytes} of {ReplyTotal} delay {DelaySeconds} timeout {TimeoutSeconds} max {MaxDownloadSeconds}");
}
