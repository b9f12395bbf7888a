using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>In the manner of a game's launcher: hears of every change, and resumes whatever waits for its retry, ten times at most.</summary>
[GeneratedComClass]
internal sealed partial class EagerDownloader(IBackgroundCopyManager bits, int mostResumes = 10) : IBackgroundCopyCallback
{
    internal int Resumes { get; private set; }

    /// <summary>Null until the end.</summary>
    internal bool? HasArrived { get; private set; }

    internal IBackgroundCopyJob Begin(string url, string path)
    {
        bits.CreateJob("content", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.AddFile(url, path);
        job.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_FOREGROUND);
        job.SetNotifyInterface(this);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR | BitsConstants.BG_NOTIFY_JOB_MODIFICATION);
        job.Resume();
        return job;
    }

    public int JobTransferred(IBackgroundCopyJob job)
    {
        HasArrived = true;
        return job.Complete();
    }

    public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
    {
        HasArrived = false;
        return job.Cancel();
    }

    public int JobModification(IBackgroundCopyJob job, uint reserved)
    {
        if (job.State() == BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR && Resumes < mostResumes)
        {
            Resumes++;
            job.Resume();
        }

        return 0;
    }
}
