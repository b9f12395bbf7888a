using Bits.RetrySim;
using Microsoft.Extensions.Logging;

namespace Samples;

/// <summary>Downloads by BITS: one job, looked at now and then, and gone in the end, whatever happens.</summary>
/// <param name="manager">The service.</param>
/// <param name="time">The time by which it waits and measures.</param>
/// <param name="options">How patient it is.</param>
/// <param name="logger">What it tells.</param>
public sealed partial class UpdateDownloader(
    BackgroundCopyManager manager, TimeProvider time, UpdateDownloaderOptions options, ILogger<UpdateDownloader> logger) : IUpdateDownloader
{
    /// <inheritdoc/>
    public async Task<DownloadOutcome> DownloadAsync(Uri source, string target, CancellationToken cancellationToken = default)
    {
        BackgroundCopyJob job = manager.CreateJob("update");
        try
        {
            job.AddFile(source, target);
            job.MinimumRetryDelay = TimeSpan.FromMinutes(5);
            job.Resume();
            DownloadOutcome outcome = await WatchAsync(job, cancellationToken);
            LogEnd(outcome, job.ErrorCount);
            return outcome;
        }
        finally
        {
            if (job.State is not (BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled))
            {
                job.Cancel();
            }
        }
    }

    private async Task<DownloadOutcome> WatchAsync(BackgroundCopyJob job, CancellationToken cancellationToken)
    {
        long? troubleSince = null;
        while (true)
        {
            switch (job.State)
            {
                case BackgroundCopyJobState.Transferred:
                    job.Complete();
                    return DownloadOutcome.Done;
                case BackgroundCopyJobState.Error or BackgroundCopyJobState.Cancelled:
                    return DownloadOutcome.Refused;
                case BackgroundCopyJobState.TransientError when troubleSince is null:
                    troubleSince = time.GetTimestamp();
                    LogTrouble(job.Error?.Code ?? 0);
                    break;
                case BackgroundCopyJobState.TransientError when time.GetElapsedTime(troubleSince.Value) >= options.Patience:
                    return DownloadOutcome.GivenUp;
                case BackgroundCopyJobState.Transferring:
                    troubleSince = null;
                    break;
            }

            await Task.Delay(options.PollInterval, time, cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The server has trouble: 0x{Code:X8}")]
    private partial void LogTrouble(int code);

    [LoggerMessage(2, LogLevel.Information, "{Outcome} after {Failures} failures")]
    private partial void LogEnd(DownloadOutcome outcome, int failures);
}
