namespace Bits.RetrySim.Tool;

/// <summary>Tells whoever waits for a download how it is: one line that changes on a terminal, a line for each change of state elsewhere.</summary>
internal sealed class DownloadView(Terminal terminal, BackgroundCopyJob job, bool isJson, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.2);

    /// <summary>Rates are those of about so many looks.</summary>
    private const double Looks = 15;

    private readonly ProgressLine _line = terminal.OpenLine(time);
    private BackgroundCopyJobState? _told;
    private long _bytes = -1;
    private long _at;
    private double _rate;

    /// <summary>Tells how it is until an end comes.</summary>
    internal async Task WatchAsync(Task<BackgroundCopyJobState> end, CancellationToken interrupted)
    {
        while (!end.IsCompleted)
        {
            Tell();
            await Task.WhenAny(end, Task.Delay(Interval, time, interrupted)).ConfigureAwait(false);
        }

        Tell();
        await end.ConfigureAwait(false);
    }

    public void Dispose() => _line.Dispose();

    private void Tell()
    {
        RetryStatus status = job.RetryStatus;
        Measure();
        if (_line.IsWatched)
        {
            _line.Show(status.Reason == RetryReason.Transferring ? Progress() : Waiting(status));
        }
        else if (status.State != _told && !isJson)
        {
            terminal.Error.WriteLine(Waiting(status));
        }

        _told = status.State;
    }

    /// <summary>How fast bytes come, smoothed.</summary>
    private void Measure()
    {
        long bytes = job.Progress.BytesTransferred;
        long now = time.GetTimestamp();
        if (_bytes >= 0)
        {
            double seconds = Math.Max(time.GetElapsedTime(_at, now).TotalSeconds, 0.001);
            _rate += (Math.Max(0, bytes - _bytes) / seconds - _rate) / Looks;
        }

        (_bytes, _at) = (bytes, now);
    }

    private string Progress()
    {
        BackgroundCopyJobProgress progress = job.Progress;
        string files = progress.FilesTotal > 1 ? $"file {progress.FilesTransferred + 1} of {progress.FilesTotal}, " : "";
        string percent = progress.BytesTotal is null ? "" : $"{progress.Percent,3} %  ";
        string left = progress.BytesTotal is { } size && _rate >= 1
            ? $", {Durations.Text(TimeSpan.FromSeconds(Math.Ceiling((size - progress.BytesTransferred) / _rate)))} left"
            : "";
        return $"{files}{percent}{Amounts.Text(progress.BytesTransferred, progress.BytesTotal)}, {TimeText.Bytes((long)_rate)}/s{left}";
    }

    /// <summary>Instants are told as times from now, whole seconds.</summary>
    private string Waiting(RetryStatus status)
    {
        TimeSpan now = job.ManagerElapsed;
        string error = status.ErrorCode is { } code ? $": {Codes.Describe(code)}" : "";
        string next = status.NextAttemptAt is { } attempt && attempt > now ? $", next attempt in {Left(attempt - now)}" : "";
        string end = status.GivesUpAt is { } giveUp && giveUp > now ? $", gives up in {Left(giveUp - now)}" : "";
        return $"{LaneText.StateName(status.State)}{error}{next}{end}";
    }

    private static string Left(TimeSpan span) => Durations.Text(TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds)));
}
