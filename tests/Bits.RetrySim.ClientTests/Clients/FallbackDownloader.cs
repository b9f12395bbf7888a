using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>
/// In the manner of a browser that updates itself while its user looks on: foreground, a timeout of five seconds below a delay of sixty, so that BITS does not retry, and a second way of its own
/// for when it fails.
/// </summary>
/// <param name="bits">The manager.</param>
/// <param name="time">Measures the pauses between looks.</param>
/// <param name="secondWay">Fetches the address into the file without BITS.</param>
internal sealed class FallbackDownloader(IBackgroundCopyManager bits, TimeProvider time, Func<string, string, Task> secondWay)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether BITS delivered.</summary>
    internal async Task<bool> DownloadAsync(string url, string path)
    {
        bits.CreateJob("update", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.AddFile(url, path);
        job.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_FOREGROUND);
        job.SetMinimumRetryDelay(60);
        job.SetNoProgressTimeout(5);
        job.Resume();
        while (job.State() is not (BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED or BG_JOB_STATE.BG_JOB_STATE_ERROR))
        {
            await Task.Delay(PollInterval, time);
        }

        if (job.State() == BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED && job.Complete() >= 0)
        {
            return true;
        }

        job.Cancel();
        await secondWay(url, path);
        return false;
    }
}
