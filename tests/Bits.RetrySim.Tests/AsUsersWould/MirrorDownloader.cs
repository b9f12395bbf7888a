using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Fetches a file from the first mirror that delivers it; whatever happens, no job is left behind.</summary>
/// <param name="manager">The service.</param>
/// <param name="patience">How long a mirror may answer with transient errors, and no byte between them, before the next one is tried.</param>
internal sealed class MirrorDownloader(BackgroundCopyManager manager, TimeSpan patience)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);
    private readonly TimeProvider _time = manager.TimeProvider;

    /// <summary>Tries the mirrors in turn.</summary>
    /// <returns>The mirror that delivered, or null if none did.</returns>
    public async Task<string?> DownloadAsync(IEnumerable<string> mirrors, string localName, CancellationToken cancellationToken = default)
    {
        foreach (string mirror in mirrors)
        {
            if (await DownloadFromAsync(mirror, localName, cancellationToken))
            {
                return mirror;
            }
        }

        return null;
    }

    private async Task<bool> DownloadFromAsync(string mirror, string localName, CancellationToken cancellationToken)
    {
        BackgroundCopyJob job = manager.CreateJob("mirror download");
        try
        {
            job.MinimumRetryDelay = TimeSpan.FromMinutes(1);
            job.AddFile(mirror, localName);
            job.Resume();
            return await ArrivesAsync(job, cancellationToken) && job.Complete() != BackgroundCopyResult.PartialComplete;
        }
        finally
        {
            if (job.State is not (Acknowledged or Cancelled))
            {
                job.Cancel();
            }
        }
    }

    private async Task<bool> ArrivesAsync(BackgroundCopyJob job, CancellationToken cancellationToken)
    {
        long bytes = 0;
        long? troubleSince = null;
        while (true)
        {
            if (job.Progress.BytesTransferred is var now && now > bytes)
            {
                (bytes, troubleSince) = (now, null);
            }

            switch (job.State)
            {
                case Transferred:
                    return true;
                case Error or Cancelled or Acknowledged:
                    return false;
                case TransientError when job.Error?.Code != HResults.BG_E_NETWORK_DISCONNECTED:   // offline: no other mirror would do better
                    if (_time.GetElapsedTime(troubleSince ??= _time.GetTimestamp()) >= patience)
                    {
                        return false;
                    }

                    break;
            }

            await Task.Delay(PollInterval, _time, cancellationToken);
        }
    }
}
