using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>
/// Fetches a set of files and gives up after a number of failed attempts. Jobs outlive the process that made them, so what an earlier run
/// left in the queue is cancelled at the next start.
/// </summary>
/// <param name="manager">The service.</param>
/// <param name="maximumFailures">The failed attempts after which the job is cancelled.</param>
internal sealed class CautiousDownloader(BackgroundCopyManager manager, int maximumFailures)
{
    private const string Prefix = "cautious/";
    private static readonly TimeSpan OldAge = TimeSpan.FromDays(1);

    /// <summary>Cancels the jobs of earlier runs: by name, since others use the queue too, and by age, since another process may be at work.</summary>
    /// <returns>How many there were.</returns>
    public int CancelOrphans()
    {
        DateTimeOffset limit = manager.TimeProvider.GetUtcNow() - OldAge;
        BackgroundCopyJob[] orphans = [.. manager.EnumJobs().Where(job =>
            job.DisplayName.StartsWith(Prefix, StringComparison.Ordinal) && job.Times.CreationTime <= limit)];
        Array.ForEach(orphans, job => job.Cancel());
        return orphans.Length;
    }

    /// <summary>Fetches files. Those that arrived before one failed for good are kept.</summary>
    /// <returns>What Complete said: all files or some of them; null if it was given up.</returns>
    public async Task<BackgroundCopyResult?> DownloadAsync(
        string name, IEnumerable<BackgroundCopyFileInfo> files, CancellationToken cancellationToken = default)
    {
        BackgroundCopyJob job = manager.CreateJob(Prefix + name);
        job.NotifyFlags |= BackgroundCopyNotifications.JobModification;
        job.NotifyInterface = new BackgroundCopyCallback { JobModification = GiveUpAfterTooManyFailures };
        job.AddFileSet(files);
        job.Resume();
        return await job.WaitForOutcomeAsync(cancellationToken) switch
        {
            Transferred or Error => job.Complete(),
            _ => null,
        };
    }

    /// <summary>ErrorCount is how often an attempt failed; a job that waits for the network has not failed.</summary>
    private void GiveUpAfterTooManyFailures(BackgroundCopyJob job)
    {
        if (job.State == TransientError && job.ErrorCount >= maximumFailures)
        {
            job.Cancel();
        }
    }
}
