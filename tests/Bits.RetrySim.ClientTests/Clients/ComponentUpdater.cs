using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>How an update of <see cref="ComponentUpdater"/> ended.</summary>
internal enum ComponentUpdate
{
    Done,
    Failed,
    Stuck,
}

/// <summary>
/// In the manner of a browser's component updater: no callbacks, a look every four seconds, retries every minute for a day. What stays queued for a quarter of an hour is given up, and an
/// answer of 500 and above is taken for final, lest a server in trouble be asked on. Jobs outlive the program: one with the same address is taken up again, old ones are cancelled.
/// </summary>
internal sealed class ComponentUpdater(IBackgroundCopyManager bits, TimeProvider time)
{
    private const string Name = "component update";

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan OldAfter = TimeSpan.FromDays(3);

    private long _lastProgress;

    /// <summary>The error of the job that failed.</summary>
    internal int ErrorCode { get; private set; }

    internal async Task<ComponentUpdate> UpdateAsync(string url, string path)
    {
        CancelOldJobs();
        IBackgroundCopyJob job = FindJob(url) ?? CreateJob(url, path);
        job.Resume();
        _lastProgress = time.GetTimestamp();
        ComponentUpdate? outcome;
        while ((outcome = Look(job)) is null)
        {
            await Task.Delay(PollInterval, time);
        }

        if (outcome != ComponentUpdate.Done)
        {
            job.Cancel();
        }

        return outcome.Value;
    }

    private ComponentUpdate? Look(IBackgroundCopyJob job)
    {
        switch (job.State())
        {
            case BG_JOB_STATE.BG_JOB_STATE_SUSPENDED or BG_JOB_STATE.BG_JOB_STATE_QUEUED or BG_JOB_STATE.BG_JOB_STATE_CONNECTING:
                return time.GetElapsedTime(_lastProgress) >= StuckAfter ? ComponentUpdate.Stuck : null;

            case BG_JOB_STATE.BG_JOB_STATE_TRANSFERRING:
                _lastProgress = time.GetTimestamp();
                return null;

            case BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR:
                ErrorCode = job.ErrorCode();
                return IsServerInTrouble(ErrorCode) ? ComponentUpdate.Failed : null;

            case BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED:
                return job.Complete() >= 0 ? ComponentUpdate.Done : ComponentUpdate.Failed;

            default:
                ErrorCode = job.ErrorCode();
                return ComponentUpdate.Failed;
        }
    }

    /// <summary>0x801901F4 to 0x80190257: HTTP 500 to 599.</summary>
    private static bool IsServerInTrouble(int code) => (code & 0xFFFF0000) == 0x80190000 && (code & 0xFFFF) is >= 500 and < 600;

    private IBackgroundCopyJob CreateJob(string url, string path)
    {
        bits.CreateJob(Name, BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.AddFile(url, path);
        job.SetMinimumRetryDelay(60);
        job.SetNoProgressTimeout(86_400);
        job.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_NORMAL);
        return job;
    }

    private IEnumerable<IBackgroundCopyJob> OwnJobs() => bits.Jobs().Where(static job => job.DisplayName() == Name);

    private IBackgroundCopyJob? FindJob(string url) => OwnJobs().FirstOrDefault(job => job.Files().Any(file =>
    {
        file.GetRemoteName(out string name);
        return name == url;
    }));

    private void CancelOldJobs()
    {
        foreach (IBackgroundCopyJob job in OwnJobs().Where(job => time.GetUtcNow() - job.CreationTime() > OldAfter))
        {
            job.Cancel();
        }
    }
}
