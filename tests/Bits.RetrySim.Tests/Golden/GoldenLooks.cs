using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>What a client sees when it looks at jobs, a line for each look. Every field is written here, not by the ToString of a public type.</summary>
internal sealed class GoldenLooks(BackgroundCopyManager manager, DateTimeOffset start, GoldenEdition edition)
{
    private readonly StringBuilder _lines = new();
    private readonly Dictionary<int, string> _last = [];
    private string _counts = "";
    private string _alive = "";

    public override string ToString() => _lines.ToString();

    internal static string Instant(TimeSpan instant) => instant.ToString("'+'dddddd'.'hh':'mm':'ss'.'fffffff", CultureInfo.InvariantCulture);

    /// <summary>The jobs that the manager counts; none when it is disposed.</summary>
    internal IReadOnlyList<BackgroundCopyJob> Alive()
    {
        try
        {
            return manager.AllJobs;
        }
        catch (ObjectDisposedException)
        {
            return [];
        }
    }

    internal void Note(string what) => Write("machine", what);

    internal void LookAtAll(IEnumerable<BackgroundCopyJob> jobs, string occasion)
    {
        foreach (BackgroundCopyJob job in jobs)
        {
            string seen = See(job);
            if (_last.GetValueOrDefault(job.Number) != seen)
            {
                _last[job.Number] = seen;
                Write(Name(job), occasion + " " + seen);
            }
        }

        string alive = string.Join(',', Alive().Select(job => job.Number.ToString(CultureInfo.InvariantCulture)));
        if (alive != _alive)
        {
            _alive = alive;
            Note("jobs " + alive);
        }
    }

    internal void LookFromCallback(BackgroundCopyJob job, string callback) => Write(Name(job), $"in {callback} {See(job)}");

    internal void NoteCounts(string counts)
    {
        if (counts != _counts)
        {
            _counts = counts;
            Note("active" + counts);
        }
    }

    internal static string See(BackgroundCopyError? error, BackgroundCopyJob job) => error is null
        ? "-"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"0x{error.Code:X8}/{error.Context}/{(error.File is { } file ? job.Files.ToList().IndexOf(file) + 1 : 0)}/{error.Protocol}");

    private string See(BackgroundCopyJob job)
    {
        BackgroundCopyJobProgress progress = job.Progress;
        BackgroundCopyJobTimes times = job.Times;
        RetryStatus status = job.RetryStatus;
        string files = string.Join(' ', job.Files.Select(file => See(file.Progress)));
        string warnings = string.Join(',', job.CheckSettings().Select(warning => warning.Kind).Where(edition.Knows).Select(kind => kind.ToString()));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{job.State} error {See(job.Error, job)} count {job.ErrorCount} bytes {progress.BytesTransferred}/{progress.BytesTotal} files {progress.FilesTransferred}/{progress.FilesTotal} [{files}] times {Time(times.CreationTime)} {Time(times.ModificationTime)} {Time(times.TransferCompletionTime)} status {status.State} {status.Reason} {status.Since:c} {status.Attempts} next {Span(status.NextAttemptAt)} end {Span(status.GivesUpAt)} policy {Span(status.CancelledByPolicyAt)} by 0x{status.BlockedBy:X8} code 0x{status.ErrorCode:X8} set {job.Priority} {job.MinimumRetryDelay:c} {job.NoProgressTimeout:c} {job.MaximumDownloadTime:c} {job.MinimumNotificationInterval:c} {(int)job.NotifyFlags} {(job.NotifyInterface is null ? "none" : "callback")} {(uint)job.CostFlags:X8} warn {warnings}");
    }

    private static string See(BackgroundCopyFileProgress file) => string.Create(
        CultureInfo.InvariantCulture, $"{file.BytesTransferred}/{file.BytesTotal}{(file.Completed ? "!" : "")}");

    private static string Span(TimeSpan? span) => span?.ToString("c", CultureInfo.InvariantCulture) ?? "-";

    private string Time(DateTimeOffset? time) => time is { } some ? Span(some - start) + (some.Offset == TimeSpan.Zero ? "" : " not UTC") : "-";

    private static string Name(BackgroundCopyJob job) => string.Create(CultureInfo.InvariantCulture, $"job {job.Number:D4}");

    private void Write(string who, string what) => _lines.Append(Instant(manager.Elapsed)).Append("  ").Append(who).Append("  ").Append(what).Append('\n');
}
